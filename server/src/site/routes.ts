// The calls of the community as a whole.
import type { Route } from '../http/route.ts'
import { Problem } from '../problem.ts'
import { crisisLinesFor, type Surroundings } from './list-crisis-lines.ts'

export type SiteDeps = Surroundings & { databaseAnswers(): Promise<boolean> }

/** Seconds after which it is worth asking again. */
const retryAfter = 5

export function siteRoutes(route: Route, deps: SiteDeps) {
  route('GET /api/health', async () => ({ ok: true as const }))
  route('GET /api/ready', async () => {
    if (!(await deps.databaseAnswers())) throw new Problem('unavailable', { retryAfter })
    return { ready: true }
  })
  route('GET /api/crisis-lines', async () => ({ items: crisisLinesFor(deps) }))
}
