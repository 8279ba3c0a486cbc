// The sessions in which somebody is expected within a day: what their home page reminds them of.
import { doorIsOpen, type OwnSession } from '@hearth/client/pages'
import { ask } from './ask.ts'
import type { PageDeps } from './index.tsx'
import type { Visit } from './visit.ts'

const dayMs = 86_400_000
const most = 3
/** Rows that are looked through: sessions of everybody stand in the list, by their start. */
const lookedThrough = 40

export async function ownSessions({ rooms, clock }: PageDeps, visit: Visit): Promise<OwnSession[]> {
  if (!visit.reader.me) return []
  const { items } = await ask(visit, rooms.actions.listSessions, { query: { show: 'coming', limit: lookedThrough } })
  const now = clock.now()
  return items
    .filter(row => row.mine && (row.stage === 'open' || Date.parse(row.startsAt) - now.getTime() <= dayMs))
    .slice(0, most)
    .map(row => {
      const { id, title, startsAt, stage } = row
      return { id, title, startsAt, stage, door: doorIsOpen(row, now.toISOString()) }
    })
}
