// The sessions in which somebody is expected within a day, and rooms of theirs that were looked into: what their home page tells of.
import { doorIsOpen, type LookedInto, type OwnSession } from '@hearth/client/pages'
import type { PageDeps } from './index.tsx'
import type { Visit } from './visit.ts'

const dayMs = 86_400_000
const most = 3
/** A room that was looked into is told of for as long, in milliseconds. */
const toldMs = 14 * dayMs

export type OwnRooms = { own: OwnSession[]; lookedInto: LookedInto[] }

export async function ownSessions({ rooms, clock }: PageDeps, { actor }: Visit): Promise<OwnRooms> {
  if (actor.kind === 'guest') return { own: [], lookedInto: [] }
  const rows = await rooms.ownRecently(actor)
  const now = clock.now()
  return {
    own: rows
      .filter(({ stage, startsAt }) => stage === 'open' || (stage === 'planned' && startsAt.getTime() - now.getTime() <= dayMs))
      .slice(0, most)
      .map(({ id, title, stage, startsAt }) => {
        const row = { id, title, stage, startsAt: startsAt.toISOString() }
        return { ...row, door: doorIsOpen(row, now.toISOString()) }
      }),
    lookedInto: rows.flatMap(({ id, title, glassBrokenAt: at }) =>
      at && now.getTime() - at.getTime() <= toldMs ? [{ id, title, at: at.toISOString() }] : [],
    ),
  }
}
