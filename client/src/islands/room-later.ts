// What of a room is loaded when it is needed: what the facilitator does, what stays, and hints about words.
import type { Reader } from '../messages.ts'
import type { Later, RoomView } from '../parts/room-view.ts'
import { currentStep } from '../room-floor.ts'
import { wordsOf } from '../words.ts'

export type Loaded = { later: Later; reader: Reader }

export function needsLater({ me, state, steps, commitments, takeaways }: RoomView): boolean {
  const step = currentStep(state, steps)
  const stays = state.phase === 'closing' || state.phase === 'closed' || commitments.length + takeaways.length > 0
  const tells = step?.floor.mode === 'presenter' && me.silent === null
  return me.facilitator || stays || step?.capture != null || step?.vote === true || step?.lint != null || tells
}

/** The reader's words with those of these parts. */
export async function loadLater(reader: Reader): Promise<Loaded> {
  const [{ RoomLead }, { RoomStays }, { SayHints }, { t }] = await Promise.all([
    import('../parts/room-lead.tsx'),
    import('../parts/room-stays.tsx'),
    import('../parts/room-hints.tsx'),
    wordsOf('lead'),
  ])
  const both: Reader['t'] = (key, values) => {
    const words = reader.t(key, values)
    return words === key ? t(key, values) : words
  }
  return { later: { Lead: RoomLead, Stays: RoomStays, Hints: SayHints }, reader: { ...reader, t: both } }
}
