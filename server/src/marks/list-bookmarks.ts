// A member's bookmarks: what is due first, the longest waiting before the others; then the newest.
import { z } from 'zod'
import { cutPage, decodeCursor } from '../db/cursor.ts'
import type { Action } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Bookmarked } from './bookmark-store.ts'
import type { MarkDeps } from './index.ts'
import { presentBookmarks } from './present-bookmarks.ts'

/** As of when things are due, whether the last one was, its time in its order, its id: pages of one list agree on what is due. */
const place = z.tuple([z.iso.datetime(), z.boolean(), z.iso.datetime(), z.string()])

export function listBookmarks(deps: MarkDeps): Action<'GET /api/bookmarks'> {
  return async (actor, { query: { show, after, limit } }) => {
    demand(actor, 'seeBookmarks')
    const { accountId } = actor as Member
    const name = `bookmarks:${accountId}:${show}`
    const given = decodeCursor(name, after, place)
    const asOf = given ? new Date(given[0]) : deps.clock.now()
    const from = given && { at: new Date(given[2]), id: given[3] }
    const due = given && !given[1] ? [] : await deps.store.due(accountId, { asOf, after: from, limit: limit + 1 })
    const room = show === 'due' ? 0 : limit + 1 - due.length
    const rest = { asOf, after: given && !given[1] ? from : null, limit: room, reminders: show === 'reminders' }
    const found = [...due, ...(room > 0 ? await deps.store.others(accountId, rest) : [])]
    const page = cutPage(name, found, limit, mark => [asOf.toISOString(), ...placeOf(mark, asOf)])
    return { items: await presentBookmarks(deps, actor, page.items), next: page.next }
  }
}

function placeOf({ _id, bookmark: { remindAt, at } }: Bookmarked, asOf: Date) {
  const due = remindAt !== null && remindAt <= asOf
  return [due, (due ? remindAt : at).toISOString(), _id] as const
}

/** Whether a reminder of the member has come: for wherever it is told what waits. Mostly asked of memory. */
export async function hasDueBookmark({ store, clock }: MarkDeps, actor: Actor): Promise<boolean> {
  if (actor.kind === 'guest') return false
  const next = await store.nextReminder(actor.accountId)
  return next !== null && next <= clock.now()
}
