// The law of live state: whatever order events come in and however often, the last state of each thing stands.
import { type AnyReply, type AnyTopic, apply, emptyThread, type Thread, type ThreadEvent } from '@hearth/client/apply'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toldAnyhow } from './told-anyhow.ts'

/** Each change of a topic has a number of its own, so two states with one number are one state. */
const histories = fc.array(fc.record({ of: fc.constantFrom('a', 'b', 'c', 'topic'), words: fc.string() }), { maxLength: 12 }).map(changes =>
  changes.map(({ of, words }, at): ThreadEvent => {
    const seq = at + 2
    return of === 'topic'
      ? { seq, topic: { id: 'topic', seq, title: words } as AnyTopic }
      : { seq, reply: { id: of, seq, html: words } as AnyReply }
  }),
)

function after(events: readonly ThreadEvent[], start: Thread = emptyThread(1)) {
  return plain(events.reduce(apply, start))
}

function plain({ seq, topic, replies }: Thread) {
  return { seq, topic, replies: Object.fromEntries([...replies].sort(([one], [other]) => one.localeCompare(other))) }
}

it('any order and any repetition give the state of the last event of each', () => {
  fc.assert(
    fc.property(toldAnyhow(histories), ({ history, told }) => {
      expect(after(told)).toEqual(after(history))
    }),
  )
})

it('what was caught up may come before, after or between what was heard', () => {
  fc.assert(
    fc.property(histories, fc.nat(), (history, cut) => {
      const at = cut % (history.length + 1)
      expect(after([...history.slice(at), ...history, ...history.slice(0, at)])).toEqual(after(history))
    }),
  )
})

it('the last state of each thing is the one with the highest number', () => {
  fc.assert(
    fc.property(histories, history => {
      const state = after(history)
      for (const event of history) {
        if ('reply' in event) expect(state.replies[event.reply.id]!.seq).toBeGreaterThanOrEqual(event.seq)
        else expect(state.topic!.seq).toBeGreaterThanOrEqual(event.seq)
      }
      expect(state.seq).toBe(Math.max(1, ...history.map(({ seq }) => seq)))
    }),
  )
})

it('nothing that was there is changed in place', () => {
  fc.assert(
    fc.property(histories, history => {
      let thread = emptyThread(1)
      const seen: [Thread, string][] = []
      for (const event of history) {
        seen.push([thread, JSON.stringify(plain(thread))])
        thread = apply(thread, event)
      }
      for (const [earlier, then] of seen) expect(JSON.stringify(plain(earlier))).toBe(then)
    }),
  )
})
