// What a draft belongs to, as its writer may see it: the topic that is answered, the space of a new topic, the post that is edited.
import type { DraftKind } from '@hearth/shared/draft'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace } from '../spaces/index.ts'
import type { DraftDeps } from './index.ts'

export type SeenPlace = { title: string }
type Look = (deps: DraftDeps, actor: Actor, placeId: string) => Promise<SeenPlace>

async function inTopic({ topics }: DraftDeps, actor: Actor, topicId: string) {
  const { topic } = await topics.view.load(actor, topicId)
  return { title: topic.title }
}

const looks: Record<DraftKind, Look> = {
  reply: inTopic,
  'edit-topic': inTopic,
  async 'edit-reply'(deps, actor, replyId) {
    const reply = await deps.replies.store.byId(replyId)
    if (!reply) throw new Problem('not-found')
    return inTopic(deps, actor, reply.topicId)
  },
  async topic({ spaces }, actor, spaceId) {
    const space = await spaces.store.byId(spaceId)
    if (!space) throw new Problem('not-found')
    demand(actor, 'readSpace', factsOfSpace(space))
    return { title: space.name }
  },
}

/** Throws `not-found` for what is absent and for what the writer may not read, alike. */
export function lookAt(deps: DraftDeps, actor: Actor, kind: DraftKind, placeId: string): Promise<SeenPlace> {
  return looks[kind](deps, actor, placeId)
}

/** Whether the post is there already, under the id that the draft has for it. */
export async function isPosted({ topics, replies }: DraftDeps, postId: string | null): Promise<boolean> {
  if (postId === null) return false
  return (await replies.store.byId(postId)) !== null || (await topics.store.byId(postId)) !== null
}
