// What a page knows of a topic, and how an event changes it: pure, and the same whatever order events come in and however often.
import type { GuestReply, Reply } from '@hearth/shared/reply'
import type { GuestTopic, Topic } from '@hearth/shared/topic'

export type AnyReply = Reply | GuestReply
export type AnyTopic = Topic | GuestTopic
export type Thread = {
  /** The highest sequence that was seen; what lies below it may still be missing until caught up. */
  seq: number
  /** Null until the topic itself was heard of. */
  topic: AnyTopic | null
  replies: ReadonlyMap<string, AnyReply>
}
/** Of an event's payload only this matters: which event it was does not. */
export type ThreadEvent = { seq: number; reply: AnyReply } | { seq: number; topic: AnyTopic }

export function emptyThread(seq: number): Thread {
  return { seq, topic: null, replies: new Map() }
}

/** The same id replaces; an older state never overwrites a newer one. */
export function apply(thread: Thread, event: ThreadEvent): Thread {
  const seq = Math.max(thread.seq, event.seq)
  if ('topic' in event) return { ...thread, seq, topic: newer(thread.topic, event.topic) }
  const known = thread.replies.get(event.reply.id)
  const reply = newer(known ?? null, event.reply)
  if (reply === known) return { ...thread, seq }
  return { ...thread, seq, replies: new Map(thread.replies).set(reply.id, reply) }
}

function newer<State extends { seq: number }>(known: State | null, told: State): State {
  return known !== null && known.seq >= told.seq ? known : told
}
