// Somebody with a topic's page open: the browser's own connection, catching up and state, on a real socket.
import { type AnyReply, type AnyTopic, apply, emptyThread, type Thread } from '@hearth/client/apply'
import { type Following, follow } from '@hearth/client/live'
import type { EventName } from '@hearth/shared/events'
import type { Presence } from '@hearth/shared/presence'
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { Person } from '../people.ts'
import { type Client, pause } from './stand.ts'

export type Heard = { name: EventName; payload: unknown }
export type Listener = Awaited<ReturnType<typeof listener>>

export function socketOf(url: string, person: Pick<Person, 'cookie'>, transports: ('websocket' | 'polling')[] = ['websocket']): Client {
  const cookie = person.cookie()
  const extraHeaders = { origin: url, ...(cookie ? { cookie } : {}) }
  const socket: Client = io(url, {
    transports,
    forceNew: true,
    extraHeaders,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  })
  onTestFinished(() => void socket.disconnect())
  return socket
}

/** Opens the topic as this person: its state now, then whatever comes. */
export async function listener(url: string, person: Person, topicId: string) {
  const socket = socketOf(url, person)
  const heard: Heard[] = []
  const presences: Presence[] = []
  const taken: number[] = []
  let asked = 0
  let ended = false
  socket.onAny((name: EventName, payload: unknown) => heard.push({ name, payload }))

  const state = { thread: await freshThread(person, topicId) }
  const following: Following = follow({
    topicId,
    seq: state.thread.seq,
    socket: socket as never,
    async changes(after) {
      asked += 1
      return person.must('GET /api/topics/:topicId/changes', { params: { topicId }, query: { after, limit: 20 } })
    },
    take(event) {
      taken.push(event.seq)
      state.thread = apply(state.thread, event)
    },
    company: presence => void presences.push(presence),
    ended: () => {
      ended = true
    },
  })
  onTestFinished(following.stop)

  return {
    socket,
    heard,
    presences,
    taken,
    following,
    thread: () => state.thread,
    asked: () => asked,
    ended: () => ended,
    /** Nothing arrives, though the connection stands: as when packets are lost. */
    deafen() {
      const deaf = socket as unknown as { onevent(packet: unknown): void }
      const hears = deaf.onevent
      deaf.onevent = () => undefined
      return () => {
        deaf.onevent = hears
      }
    },
    settled: (seq: number) => until(() => state.thread.seq >= seq, `sequence ${seq}, not ${state.thread.seq}`),
    entered: () => until(() => presences.length > 0, 'the topic to be entered'),
  }
}

/** What a page opened now would hold, by the ordinary calls. */
export async function freshThread(person: Person, topicId: string): Promise<Thread> {
  const { mine: _, can: __, readUpTo: ___, ...topic } = await person.must('GET /api/topics/:topicId', { params: { topicId } })
  const replies = new Map<string, AnyReply>()
  let after: string | undefined
  let seq = topic.seq
  do {
    const page = await person.must('GET /api/topics/:topicId/replies', {
      params: { topicId },
      query: { limit: 100, ...(after ? { after } : {}) },
    })
    for (const { mine: _mine, can: _can, ...reply } of page.items) replies.set(reply.id, reply as AnyReply)
    seq = Math.max(seq, page.seq)
    after = page.next ?? undefined
  } while (after)
  return { ...emptyThread(seq), topic: topic as AnyTopic, replies }
}

/** Two states as plain values. What a topic only counts is told by its replies, so it is left out: a reply's event carries no topic. */
export function comparable({ seq, topic, replies }: Thread) {
  const { replyCount: _, lastN: __, lastActivityAt: ___, seq: ____, ...own } = topic ?? ({} as Partial<AnyTopic>)
  return { seq, own, replies: Object.fromEntries([...replies].sort(([one], [other]) => (one < other ? -1 : 1))) }
}

/** What the counts would be, from the replies alone. */
export function counted({ replies }: Thread) {
  const all = [...replies.values()]
  return { replyCount: all.filter(reply => !reply.removed).length, lastN: Math.max(0, ...all.map(reply => reply.n)) }
}

export async function until(fits: () => boolean, what: string, withinMs = 8_000) {
  const end = performance.now() + withinMs
  while (!fits()) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms for ${what}`)
    await pause(10)
  }
}

export function raw(client: Client) {
  return client as unknown as Socket
}
