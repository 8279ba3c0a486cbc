// The sessions in which somebody is expected within a day, and rooms of theirs that were looked into: what their home page tells of.
import { doorIsOpen, type LookedInto, type OwnSession } from '@hearth/client/pages'
import { limits } from '@hearth/shared/limits'
import { ask } from './ask.ts'
import type { PageDeps } from './index.tsx'
import type { Visit } from './visit.ts'

const dayMs = 86_400_000
const most = 3
/** A room that was looked into is told of for as long, in milliseconds. */
const toldMs = 14 * dayMs

export type OwnRooms = { own: OwnSession[]; lookedInto: LookedInto[] }

export async function ownSessions({ rooms, clock }: PageDeps, visit: Visit): Promise<OwnRooms> {
  if (!visit.reader.me) return { own: [], lookedInto: [] }
  const { items } = await ask(visit, rooms.actions.listSessions, { query: { show: 'mine', limit: limits.pageMax } })
  const now = clock.now()
  return {
    own: items
      .filter(row => row.stage === 'open' || (row.stage === 'planned' && Date.parse(row.startsAt) - now.getTime() <= dayMs))
      .slice(0, most)
      .map(row => {
        const { id, title, startsAt, stage } = row
        return { id, title, startsAt, stage, door: doorIsOpen(row, now.toISOString()) }
      }),
    lookedInto: items.flatMap(({ id, title, glassBrokenAt: at }) =>
      at && now.getTime() - Date.parse(at) <= toldMs ? [{ id, title, at }] : [],
    ),
  }
}
