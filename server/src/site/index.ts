// The door of the community as a whole: whether it runs, and whom to call in a crisis.
export { crisisLinesFor } from './list-crisis-lines.ts'
export { type SiteDeps, siteRoutes } from './routes.ts'
