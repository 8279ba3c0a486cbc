// Replies as one actor may see them: loaded with the facts of their topic, presented for one reader or for a broadcast.
import type { ViewedReply } from '@hearth/shared/reply'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import type { ReplyFacts } from '../policy/replies.ts'
import type { TopicFacts } from '../policy/topics.ts'
import { peopleIn } from '../posts/present.ts'
import { Problem } from '../problem.ts'
import type { TopicDoc } from '../topics/index.ts'
import type { ReplyDeps } from './index.ts'
import { abilitiesIn, replyForGuests, replyForMembers, replyForReader } from './present.ts'
import type { ReplyDoc } from './store.ts'

export type ReplyInView = { reply: ReplyDoc; topic: TopicDoc; facts: ReplyFacts }

/** Throws `not-found` for a reply that is absent and for one in a topic that the actor may not read, alike. */
export async function loadReply({ store, topics }: ReplyDeps, actor: Actor, replyId: string): Promise<ReplyInView> {
  const reply = await store.byId(replyId)
  if (!reply) throw new Problem('not-found')
  const { topic, facts } = await topics.view.load(actor, reply.topicId)
  const mine = await topics.view.isMine(actor, reply)
  return { reply, topic, facts: { topic: facts, mine, removed: reply.removed?.by ?? null } }
}

export async function presentReplies(
  { accounts, authorships }: ReplyDeps,
  actor: Actor,
  replies: ReplyDoc[],
  topic: TopicFacts,
): Promise<ViewedReply[]> {
  const accountId = accountIdOf(actor)
  if (accountId === null) return guestsOf(actor, replies, topic)
  const anonymous = replies.filter(reply => reply.alias !== null).map(reply => reply._id)
  const [names, own] = await Promise.all([accounts.bylinesOf(peopleIn(replies)), authorships.ownAmong(accountId, anonymous)])
  const canOf = abilitiesIn(actor, topic)
  return replies.map(reply => replyForReader(reply, names, canOf, reply.authorId === accountId || own.has(reply._id)))
}

function guestsOf(actor: Actor, replies: ReplyDoc[], topic: TopicFacts) {
  const canOf = abilitiesIn(actor, topic)
  return replies.map(reply => replyForReader(reply, null, canOf, false))
}

export async function presentReply(deps: ReplyDeps, actor: Actor, reply: ReplyDoc, topic: TopicFacts): Promise<ViewedReply> {
  return (await presentReplies(deps, actor, [reply], topic))[0]!
}

/** What a broadcast needs: nothing in it differs from reader to reader. */
export async function audiencesOf({ accounts }: Pick<ReplyDeps, 'accounts'>, reply: ReplyDoc, topic: Pick<TopicFacts, 'space'>) {
  const names = await accounts.bylinesOf(peopleIn([reply]))
  const isPublic = topic.space.visibility === 'public'
  return {
    topicId: reply.topicId,
    seq: reply.seq,
    forMembers: replyForMembers(reply, names),
    forGuests: isPublic ? replyForGuests(reply) : null,
  }
}
