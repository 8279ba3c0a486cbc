// The query of a page's address as it was given, for redirects that keep it.
import type { Visit } from './visit.ts'

/** With its question mark, or empty. */
export function queryOf({ req }: Pick<Visit, 'req'>): string {
  const at = req.originalUrl.indexOf('?')
  return at < 0 ? '' : req.originalUrl.slice(at)
}
