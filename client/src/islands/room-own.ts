// The reader's own place as it follows from what everybody hears, so that a step or a seat that changed need not be asked about.
import type { Step } from '@hearth/shared/format'
import type { OwnPlace, RoomState } from '@hearth/shared/room'
import { currentStep, holderOf, personIn, silenceOf } from '../room-floor.ts'

/** `asked` is as the server told it at some time; what was given or voted counts in its own step alone, and is asked for with `session.papers`. */
export function ownPlaceIn(asked: OwnPlace, state: RoomState, steps: readonly Step[]): OwnPlace {
  const own = personIn(state, asked.id)
  const step = currentStep(state, steps)
  const facilitator = holderOf(state, 'facilitator')?.id === asked.id
  return {
    ...asked,
    facilitator,
    silent: byRule(asked) ?? silenceOf(state, step, asked.id),
    can: {
      keepNotes: own !== undefined && (facilitator || own.seats.includes('note-keeper')),
      showTogether: facilitator && step?.gather === 'together' && !state.shown.includes(state.step),
      takeaway: own !== undefined && holderOf(state, 'presenter')?.id === asked.id,
      claim: asked.can.claim && state.facilitatorLostAt !== null,
    },
  }
}

const byTheFloor: readonly string[] = ['not-in-session', 'session-closed', 'muted', 'listening', 'not-your-turn']

/** Why somebody may not speak in any room, such as `account-silenced`: no event of the room changes that. */
function byRule({ silent }: OwnPlace) {
  return silent === null || byTheFloor.includes(silent) ? null : silent
}
