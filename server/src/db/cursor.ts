// Cursors of lists: where a page ended, as text that only the same list takes back.
import type { z } from 'zod'
import { Problem } from '../problem.ts'

export function encodeCursor(list: string, place: unknown): string {
  return Buffer.from(JSON.stringify([list, place])).toString('base64url')
}

/** Throws `invalid-cursor` for anything that the same list did not make. */
export function decodeCursor<Place>(list: string, cursor: string | undefined, place: z.ZodType<Place>): Place | null {
  if (cursor === undefined) return null
  const parsed = place.safeParse(placeIn(list, cursor))
  if (!parsed.success) throw new Problem('invalid-cursor')
  return parsed.data
}

function placeIn(list: string, cursor: string): unknown {
  try {
    const [name, place] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return name === list ? place : undefined
  } catch {
    return undefined
  }
}

/** Cuts a page out of `limit + 1` found items. */
export function cutPage<Item>(list: string, found: Item[], limit: number, placeOf: (item: Item) => unknown) {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? encodeCursor(list, placeOf(last)) : null }
}
