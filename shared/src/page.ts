// Paging: `?after=<cursor>&limit=` answers `{items, next}`; there are no offsets.
import { z } from 'zod'
import { limits } from './limits.ts'

/** A query's paging part. A cursor that was not made by the same list is refused with `invalid-cursor`. */
export const pageQuery = z.object({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageMax).default(limits.pageDefault),
})

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

export type Page<Item> = { items: Item[]; next: string | null }
