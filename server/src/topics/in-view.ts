// A topic as one actor may see it: loaded with its space's facts, refused as `not-found` where it may not be read, presented for the reader.
import type { ViewedTopic } from '@hearth/shared/topic'
import type { Accounts } from '../accounts/index.ts'
import type { Authorships } from '../authorships/index.ts'
import type { Actor } from '../policy/actor.ts'
import { accountIdOf } from '../policy/actor.ts'
import { demand, topicAbilities } from '../policy/can.ts'
import type { TopicFacts } from '../policy/topics.ts'
import { interned, viewed } from '../posts/once.ts'
import { peopleIn } from '../posts/present.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace, type Spaces } from '../spaces/index.ts'
import type { Positions } from './positions.ts'
import { topicForGuests, topicForMembers } from './present.ts'
import type { TopicDoc, TopicStore } from './store.ts'

export type TopicInView = { topic: TopicDoc; facts: TopicFacts }
export type TopicsInView = ReturnType<typeof topicsInView>
type Deps = {
  store: TopicStore
  spaces: Pick<Spaces, 'store'>
  authorships: Authorships
  accounts: Pick<Accounts, 'bylinesOf'>
  positions: Pick<Positions, 'of'>
}

export function topicsInView({ store, spaces, authorships, accounts, positions }: Deps) {
  async function factsOf(actor: Actor, topic: TopicDoc): Promise<TopicFacts> {
    const space = await spaces.store.byId(topic.spaceId)
    if (!space) throw new Problem('not-found')
    return { space: factsOfSpace(space), locked: topic.locked, removed: topic.removed?.by ?? null, mine: await isMine(actor, topic) }
  }

  async function isMine(actor: Actor, post: Pick<TopicDoc, '_id' | 'authorId' | 'alias'>) {
    const accountId = accountIdOf(actor)
    if (accountId === null) return false
    if (post.alias === null) return post.authorId === accountId
    return (await authorships.ownAmong(accountId, [post._id])).has(post._id)
  }

  return {
    factsOf,
    isMine,
    /** Throws `not-found` for a topic that is absent and for one that the actor may not read, alike. */
    async load(actor: Actor, topicId: string): Promise<TopicInView> {
      const topic = await store.byId(topicId)
      if (!topic) throw new Problem('not-found')
      const facts = await factsOf(actor, topic)
      demand(actor, 'readTopic', facts)
      return { topic, facts }
    },
    async present(actor: Actor, { topic, facts }: TopicInView): Promise<ViewedTopic> {
      const reader = { mine: facts.mine, can: interned(topicAbilities(actor, facts)) }
      if (actor.kind === 'guest') return viewed(topicForGuests(topic), { ...reader, readUpTo: null })
      const [names, read] = await Promise.all([accounts.bylinesOf(peopleIn([topic])), positions.of(actor.accountId, [topic._id])])
      return viewed(topicForMembers(topic, names), { ...reader, readUpTo: Math.max(0, read.get(topic._id) ?? 0) })
    },
  }
}

/** What a broadcast of a changed topic needs; null for guests where they may not read it. */
export async function audiencesOf(topic: TopicDoc, facts: Pick<TopicFacts, 'space'>, accounts: Pick<Accounts, 'bylinesOf'>) {
  const names = await accounts.bylinesOf(peopleIn([topic]))
  return {
    topicId: topic._id,
    seq: topic.seq,
    forMembers: topicForMembers(topic, names),
    forGuests: facts.space.visibility === 'public' ? topicForGuests(topic) : null,
  }
}
