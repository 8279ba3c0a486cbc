// The only emit of what changed: one payload per audience, encoded once, the same for everybody who hears it.
import type { GuestReply, Reply } from '@hearth/shared/reply'
import type { GuestTopic, Topic } from '@hearth/shared/topic'
import { guestChannel, memberChannel } from './channels.ts'
import type { LiveServer } from './wire.ts'

export type ReplyEventName = 'reply.posted' | 'reply.edited' | 'reply.removed' | 'reply.restored'
/** `forGuests` is null where guests may not read. Nothing in it may differ from reader to reader. */
export type ReplyPublication = { topicId: string; seq: number; forMembers: Reply; forGuests: GuestReply | null }
export type TopicPublication = { topicId: string; seq: number; forMembers: Topic; forGuests: GuestTopic | null }

/** Called after the commit, once per change. */
export type Publish = {
  reply(name: ReplyEventName, change: ReplyPublication): void
  topic(change: TopicPublication): void
}

/** What emitting cost so far, in milliseconds of this process. */
export type EmitCost = { emits: number; totalMs: number; slowestMs: number }

export function publishOn(io: LiveServer): { publish: Publish; cost: EmitCost } {
  const cost: EmitCost = { emits: 0, totalMs: 0, slowestMs: 0 }

  function measured(emit: () => void) {
    const started = performance.now()
    emit()
    const ms = performance.now() - started
    cost.emits += 1
    cost.totalMs += ms
    cost.slowestMs = Math.max(cost.slowestMs, ms)
  }

  const publish: Publish = {
    reply(name, { topicId, seq, forMembers, forGuests }) {
      measured(() => io.to(memberChannel(topicId)).emit(name, { topicId, seq, reply: forMembers }))
      if (forGuests) measured(() => io.to(guestChannel(topicId)).emit(name, { topicId, seq, reply: forGuests }))
    },
    topic({ topicId, seq, forMembers, forGuests }) {
      measured(() => io.to(memberChannel(topicId)).emit('topic.changed', { topicId, seq, topic: forMembers }))
      if (forGuests) measured(() => io.to(guestChannel(topicId)).emit('topic.changed', { topicId, seq, topic: forGuests }))
    },
  }
  return { publish, cost }
}
