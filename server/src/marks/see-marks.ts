// What a member put on the posts of a topic, and how their own posts there were received: never by whom, never how often.
import type { Marks, PostReaction } from '@hearth/shared/reaction'
import type { Action } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { MarkDeps } from './index.ts'

/** A post on a page, with whether the reader wrote it, as it was presented to them. */
export type Shown = { id: string; mine: boolean; removed: unknown }

export function seeMarks(deps: MarkDeps): Action<'GET /api/topics/:topicId/marks'> {
  return async (actor, { params }) => {
    const { topic, facts } = await deps.topics.view.load(actor, params.topicId)
    demand(actor, 'seeMarks', facts)
    const received = await deps.store.receivedInTopic(topic._id)
    const replies = await deps.replies.store.signed([...received.keys()])
    const posts = [topic, ...replies].filter(post => received.has(post._id) && !post.removed)
    const mine = await Promise.all(posts.map(post => deps.topics.view.isMine(actor, post)))
    const own = posts.filter((_, at) => mine[at]).map(post => [post._id, received.get(post._id) ?? []] as const)
    return answer(deps, actor as Member, topic._id, own)
  }
}

/** The same for a page of posts that the reader was just shown: one question at most, and one more where their own posts are among them. */
export async function marksOnPage(deps: MarkDeps, actor: Actor, topicId: string, shown: Shown[]): Promise<Marks | null> {
  if (actor.kind === 'guest') return null
  const ids = shown.filter(post => post.mine && !post.removed).map(post => post.id)
  const received = ids.length > 0 ? await deps.store.receivedBy(topicId, ids) : new Map<string, PostReaction[]>()
  return answer(deps, actor, topicId, [...received])
}

async function answer(
  { store, offered }: MarkDeps,
  actor: Member,
  topicId: string,
  own: (readonly [string, PostReaction[]])[],
): Promise<Marks> {
  const put = await store.ownInTopic(actor.accountId, topicId)
  const told = (reactions: PostReaction[]) => offered.filter(each => reactions.includes(each))
  const received = own.map(([postId, reactions]) => ({ postId, reactions: told(reactions) }))
  return {
    offered,
    items: put.map(({ postId, reactions, bookmark }) => ({ postId, reactions: told(reactions), bookmarked: Boolean(bookmark) })),
    received: received.filter(post => post.reactions.length > 0),
  }
}
