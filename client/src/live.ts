// One live connection to one topic: hands on what comes in sequence, and catches up by sequence when something was missed.
import type { ClientToServer, CommandInput, CommandName } from '@hearth/shared/commands'
import type { Returns } from '@hearth/shared/contract'
import type { ServerToClient } from '@hearth/shared/events'
import type { Presence } from '@hearth/shared/presence'
import type { ProblemJson } from '@hearth/shared/problems'
import type { Socket } from 'socket.io-client'
import type { ThreadEvent } from './apply.ts'

export type LiveSocket = Socket<ServerToClient, ClientToServer>
type Changes = Returns<'GET /api/topics/:topicId/changes'>

export type Follow = {
  topicId: string
  /** Everything up to this sequence is on the page. */
  seq: number
  socket: LiveSocket
  /** Asks for what is stamped above `after`. */
  changes(after: number): Promise<Changes>
  take(event: ThreadEvent): void
  company(presence: Presence): void
  /** It may no longer be read, or is gone. */
  ended(): void
}
export type Following = {
  /** An event that came another way, such as the answer to an own reply. */
  hear(event: ThreadEvent): void
  writing(writing: boolean): void
  stop(): void
}

/** Milliseconds. Who is behind waits a little, at random, so that not all ask at once. */
const behindWait = [200, 600] as const
const troubleWait = [1_000, 5_000] as const
const againWait = [500, 1_500] as const
const changed = ['reply.posted', 'reply.edited', 'reply.removed', 'reply.restored', 'topic.changed'] as const

export function follow({ topicId, seq, socket, changes, take, company, ended }: Follow): Following {
  /** Nothing at or below this number is missing. */
  let caughtUpTo = seq
  /** The highest number that was heard of. */
  let head = seq
  let catching = false
  let stopped = false
  let comeBack: ReturnType<typeof setTimeout> | undefined

  function hear(event: ThreadEvent) {
    if (event.seq === caughtUpTo + 1) caughtUpTo = event.seq
    // What is ahead comes with the catching up, in order; what is behind changes nothing that is newer.
    if (event.seq <= caughtUpTo) take(event)
    heardOf(event.seq)
  }

  function heardOf(number: number) {
    head = Math.max(head, number)
    if (head <= caughtUpTo || catching) return
    catching = true
    void catchUp().finally(() => {
      catching = false
    })
  }

  async function catchUp() {
    let pause: readonly [number, number] | null = behindWait
    while (head > caughtUpTo && !stopped) {
      if (pause) await wait(pause)
      const page: Changes | null = await changes(caughtUpTo).catch(refused)
      if (page) takeAll(page)
      pause = page ? (page.more ? null : behindWait) : troubleWait
    }
  }

  function takeAll({ items, topic, upTo, more }: Changes) {
    for (const reply of items) take({ seq: reply.seq, reply: reply as never })
    if (topic) take({ seq: topic.seq, topic: topic as never })
    caughtUpTo = Math.max(caughtUpTo, upTo)
    // A page that is not the last ends at its own last change; there is more above it.
    head = Math.max(head, more ? upTo + 1 : upTo)
  }

  function refused(error: { problem?: ProblemJson }) {
    if (error.problem?.code === 'not-found') end()
    return null
  }

  async function enter() {
    const answer = await send('topic.enter', { topicId })
    if (answer && 'ok' in answer) {
      company(answer.ok)
      heardOf(answer.ok.seq)
    } else if (answer?.problem.code === 'not-found') end()
    else if (socket.connected)
      later(enter, answer?.problem.retryAfter ? [answer.problem.retryAfter * 1_000, answer.problem.retryAfter * 2_000] : troubleWait)
  }

  function send(name: 'topic.enter', input: CommandInput<'topic.enter'>) {
    return socket
      .timeout(10_000)
      .emitWithAck(name, input)
      .catch(() => null)
  }

  function tell<Name extends CommandName>(name: Name, input: CommandInput<Name>) {
    if (socket.connected) (socket as Socket).emit(name, input, () => undefined)
  }

  function later(what: () => void, times: readonly [number, number]) {
    clearTimeout(comeBack)
    comeBack = setTimeout(() => stopped || what(), between(times))
  }

  function end() {
    if (stopped) return
    stop()
    ended()
  }

  function stop() {
    stopped = true
    clearTimeout(comeBack)
    socket.disconnect()
  }

  for (const name of changed)
    (socket as Socket).on(name, (event: ThreadEvent & { topicId: string }) => event.topicId === topicId && hear(event))
  socket.on('presence', presence => {
    if (presence.topicId !== topicId) return
    company(presence)
    heardOf(presence.seq)
  })
  socket.on('access.ended', gone => gone.topicId === topicId && end())
  socket.on('server.closing', ({ comeBackInMs }) => {
    socket.disconnect()
    later(() => socket.connect(), [comeBackInMs, comeBackInMs])
  })
  socket.on('connect', () => void enter())
  // Only what the server ends on purpose is not tried again by the client itself.
  socket.on('disconnect', reason => reason === 'io server disconnect' && later(() => socket.connect(), againWait))
  socket.on('connect_error', () => socket.active || later(() => socket.connect(), troubleWait))
  if (socket.connected) void enter()

  return { hear, writing: writing => tell('topic.writing', { topicId, writing }), stop }
}

function between([least, most]: readonly [number, number]) {
  return least + Math.random() * (most - least)
}

function wait(times: readonly [number, number]) {
  return new Promise(resolve => setTimeout(resolve, between(times)))
}
