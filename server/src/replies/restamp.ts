// Every change of a reply that stands: one transaction that draws the topic's next sequence, then one event, then the answer.
import type { ClientSession } from '../db/connect.ts'
import type { Actor } from '../policy/actor.ts'
import type { Wording } from '../posts/revisions.ts'
import { Problem } from '../problem.ts'
import { audiencesOf, presentReply, type ReplyInView } from './in-view.ts'
import type { ReplyDeps } from './index.ts'
import type { ReplyDoc } from './store.ts'

type Name = 'reply.edited' | 'reply.removed' | 'reply.restored'

/** Throws `edited-meanwhile` when the reply changed since it was seen. */
export async function restamp(
  deps: ReplyDeps,
  actor: Actor,
  { reply, topic, facts }: ReplyInView,
  name: Name,
  set: Partial<ReplyDoc>,
  { keep, count, also }: { keep?: Wording; count?: 1 | -1; also?: (session: ClientSession) => Promise<void> } = {},
) {
  const changed = await deps.changes.on(topic._id, async session => {
    const stamped = await deps.topics.store.stamp(session, topic._id, {}, count ? { count } : {})
    const after = stamped && (await deps.store.change(session, reply._id, reply.seq, { ...set, seq: stamped.seq }))
    if (!after) throw new Problem('edited-meanwhile', { link: `/replies/${reply._id}/edit` })
    if (keep) await deps.topics.revisions.keep(session, reply._id, keep)
    await also?.(session)
    return after
  })
  deps.publish.reply(name, await audiencesOf(deps, changed, facts.topic))
  return presentReply(deps, actor, changed, facts.topic)
}
