// The room as the one who leads the demo's session sees it: looked at anew whenever something depends on it.
import type { RoomState } from '@hearth/shared/room'
import type { Player } from './player.ts'

export type RoomSeen = ReturnType<typeof roomSeenBy>

/** The session was closed by somebody else, or by its time. */
export class Closed extends Error {}

export function roomSeenBy(lead: Player, sessionId: string) {
  const authors = new Map<string, string | null>()
  let after = 0
  let last: string | null = null

  /** Throws `Closed`. */
  async function look(): Promise<RoomState> {
    const room = await lead.call('GET /api/sessions/:sessionId/room', { params: { sessionId }, query: { after } })
    for (const { id, author, kind } of room.messages) {
      if (kind === 'said' && !authors.has(id)) last = id
      authors.set(id, author)
    }
    after = room.upTo
    if (room.state.phase === 'closed') throw new Closed()
    return room.more ? look() : room.state
  }

  return {
    look,
    /** Of what was seen by now. */
    isSaid: (id: string) => authors.has(id),
    countOf: (accountId: string) => [...authors.values()].filter(author => author === accountId).length,
    lastSaid: () => last,
  }
}
