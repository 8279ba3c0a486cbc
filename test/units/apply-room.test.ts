// The law of a live room: whatever order events come in and however often, the last state of each field, person and message stands.
import { applyPage, applyRoom, type LiveRoom, messagesOf, type RoomEvent, roomAt, stateOf } from '@hearth/client/apply-room'
import type { RoomChange, RoomMessage } from '@hearth/shared/room'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { people, roomState, said } from './room-fixtures.ts'
import { toldAnyhow } from './told-anyhow.ts'

const start = roomState({ seq: 1, people: people.slice(0, 2) })
const change: fc.Arbitrary<RoomChange> = fc.record(
  {
    step: fc.nat(8),
    token: fc.constantFrom(null, 'a', 'b'),
    hands: fc.array(fc.constantFrom('a', 'b')),
    notes: fc.string(),
    people: fc.subarray(people).map(some => some.map((person, n) => ({ ...person, here: n % 2 === 0 }))),
  },
  { requiredKeys: ['people'] },
)
const what = fc.oneof(
  change.map(state => ({ state })),
  fc.record({ n: fc.nat(4), words: fc.string() }).map(message => ({ message })),
)

/** Each change of a room has a number of its own, so two states with one number are one state. */
const histories = fc.array(what, { maxLength: 12 }).map(all =>
  all.map((each, at): RoomEvent => {
    const seq = at + 2
    if ('state' in each) return { seq, state: { ...each.state, seq } }
    return { seq, message: said(each.message.n, null, each.message.words, { seq }) as RoomMessage }
  }),
)

function after(events: readonly RoomEvent[], room: LiveRoom = roomAt(start)) {
  return plain(events.reduce(applyRoom, room))
}

function plain(room: LiveRoom) {
  const { people: all, ...state } = stateOf(room, start.now)
  return { ...state, people: Object.fromEntries(all.map(person => [person.id, person])), messages: messagesOf(room) }
}

it('any order and any repetition give the state of the last event of each', () => {
  fc.assert(
    fc.property(toldAnyhow(histories), ({ history, told }) => {
      expect(after(told)).toEqual(after(history))
    }),
  )
})

it('a page of catching up may come before, after or between what was heard', () => {
  fc.assert(
    fc.property(histories, fc.nat(), (history, cut) => {
      const at = cut % (history.length + 1)
      const then = history.slice(0, at).reduce(applyRoom, roomAt(start))
      const page = { state: stateOf(then, start.now), messages: messagesOf(then) }
      const caughtUp = history.slice(at).reduce(applyRoom, applyPage(roomAt(start), page))
      const late = applyPage(history.slice(at).reduce(applyRoom, roomAt(start)), page)
      expect(plain(caughtUp)).toEqual(after(history))
      expect(plain(late)).toEqual(after(history))
    }),
  )
})

it('each field is that of the last event that told it, and who was not told of again is still there', () => {
  fc.assert(
    fc.property(histories, history => {
      const state = after(history)
      const told = history.flatMap(event => ('state' in event ? [event.state] : []))
      for (const field of ['step', 'token', 'hands', 'notes'] as const)
        expect(state[field]).toEqual(told.findLast(each => field in each)?.[field] ?? start[field])
      for (const { id } of [...start.people, ...told.flatMap(each => each.people)])
        expect(state.people[id]).toEqual([start, ...told].flatMap(each => each.people).findLast(person => person.id === id))
    }),
  )
})

it('nothing that was there is changed in place', () => {
  fc.assert(
    fc.property(histories, history => {
      let room = roomAt(start)
      const seen: [LiveRoom, string][] = []
      for (const event of history) {
        seen.push([room, JSON.stringify(plain(room))])
        room = applyRoom(room, event)
      }
      for (const [earlier, then] of seen) expect(JSON.stringify(plain(earlier))).toBe(then)
    }),
  )
})
