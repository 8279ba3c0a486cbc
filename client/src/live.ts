// One live connection to one topic: hands on what comes in sequence, and catches up by sequence when something was missed.
import type { ClientToServer, CommandInput, CommandName } from '@hearth/shared/commands'
import type { Returns } from '@hearth/shared/contract'
import type { ServerToClient } from '@hearth/shared/events'
import type { Presence } from '@hearth/shared/presence'
import type { ProblemJson } from '@hearth/shared/problems'
import type { Socket } from 'socket.io-client'
import type { ThreadEvent } from './apply.ts'
import { inSequence } from './in-sequence.ts'
import { stayIn } from './stay-in.ts'

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

const changed = ['reply.posted', 'reply.edited', 'reply.removed', 'reply.restored', 'topic.changed'] as const

export function follow({ topicId, seq, socket, changes, take, company, ended }: Follow): Following {
  const sequence = inSequence<ThreadEvent, Changes>({
    seq,
    take,
    ask: after => changes(after).catch(refused),
    takePage({ items, topic }) {
      for (const reply of items) take({ seq: reply.seq, reply: reply as never })
      if (topic) take({ seq: topic.seq, topic: topic as never })
    },
  })
  const stay = stayIn<Presence>({
    socket,
    enter: () =>
      socket
        .timeout(10_000)
        .emitWithAck('topic.enter', { topicId })
        .catch(() => null),
    entered: hearOfCompany,
    final: ['not-found'],
    ended() {
      sequence.stop()
      ended()
    },
  })

  function hearOfCompany(presence: Presence) {
    company(presence)
    sequence.heardOf(presence.seq)
  }

  function refused(error: { problem?: ProblemJson }) {
    if (error.problem?.code === 'not-found') stay.end('not-found')
    return null
  }

  function tell<Name extends CommandName>(name: Name, input: CommandInput<Name>) {
    if (socket.connected) (socket as Socket).emit(name, input, () => undefined)
  }

  for (const name of changed)
    (socket as Socket).on(name, (event: ThreadEvent & { topicId: string }) => event.topicId === topicId && sequence.hear(event))
  socket.on('presence', presence => presence.topicId === topicId && hearOfCompany(presence))
  socket.on('access.ended', gone => gone.topicId === topicId && stay.end('not-found'))

  return {
    hear: sequence.hear,
    writing: writing => tell('topic.writing', { topicId, writing }),
    stop() {
      sequence.stop()
      stay.stop()
    },
  }
}
