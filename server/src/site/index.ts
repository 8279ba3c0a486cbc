// The door of the community as a whole: whether it runs, whom to call in a crisis, and what its members have agreed to.
export { type Agreement, communityAgreement } from './agreement.ts'
export { crisisLinesFor } from './list-crisis-lines.ts'
export { type SiteDeps, siteRoutes } from './routes.ts'
