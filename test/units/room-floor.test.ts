// The floor as the page tells it is the floor that the server holds, through any history of any format.
import { currentStep, floorOf, silenceOf, stepsOf } from '@hearth/client/room-floor'
import { maySpeak } from '@hearth/server/rooms/floor'
import type { Session } from '@hearth/server/rooms/state'
import type { RoomState } from '@hearth/shared/room'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { roomState } from './room-fixtures.ts'
import { anyFormat, histories, history, people } from './rooms-histories.ts'

function shown(session: Session): RoomState {
  const { phase, step, hold, round, hands, token } = session
  const named = session.people.map(person => ({ ...person, handle: person.id, displayName: person.id }))
  return roomState({ phase, step, hold, hands, token, people: named, round: round && { ...round, turnStartedAt: '' } })
}

it('whoever may speak is told so, and whoever may not is told the reason that the server gives', () => {
  fc.assert(
    fc.property(anyFormat, histories, (format, told) => {
      const steps = stepsOf(format)
      for (const { session } of history(format, told)) {
        const state = shown(session)
        const step = currentStep(state, steps)
        for (const id of people) {
          const answer = maySpeak(session, format, id)
          expect(silenceOf(state, step, id)).toBe(answer === true ? null : answer)
        }
      }
    }),
  )
})

it('the band says that the floor is mine to that person alone who has it', () => {
  fc.assert(
    fc.property(anyFormat, histories, (format, told) => {
      const steps = stepsOf(format)
      for (const { session } of history(format, told)) {
        const state = shown(session)
        const step = currentStep(state, steps)
        const bands = people.map(id => floorOf(state, step, id))
        expect(bands.filter(({ kind }) => kind === 'mine').length).toBeLessThanOrEqual(1)
        for (const [n, { kind, who }] of bands.entries()) if (kind === 'mine') expect(who).toBe(people[n])
        if (step?.floor.mode === 'quiet' && !state.hold)
          expect(bands.every(({ kind }) => kind === 'quiet' || kind === 'listening')).toBe(true)
      }
    }),
  )
})
