// Puts a topic under the words that the community writes now: after a change of them, and where one came while the topic was being written.
import { factsOfSpace } from '../spaces/index.ts'
import { audiencesOf } from './in-view.ts'
import type { TopicDeps } from './index.ts'
import type { TopicDoc } from './store.ts'

type Tagged = Pick<TopicDoc, '_id' | 'spaceId' | 'tags' | 'changedSeq'>

/** Nobody edited it, so it is not marked as edited. A topic that changed meanwhile stays as it is, for the next round. */
export function keepToVocabulary(deps: TopicDeps) {
  return async <Topic extends Tagged>(topic: Topic): Promise<Topic | TopicDoc> => {
    const set = await deps.vocabulary.canonical(topic.tags)
    if (JSON.stringify(set.tags) === JSON.stringify(topic.tags)) return topic
    const { _id, spaceId, changedSeq } = topic
    const stamped = await deps.changes.on(_id, session => deps.store.stamp(session, _id, { changedSeq, spaceId }, { set, self: true }))
    return stamped ? tell(deps, _id, topic) : topic
  }
}

async function tell<Topic extends Tagged>({ store, spaces, accounts, publish }: TopicDeps, id: string, before: Topic) {
  const topic = await store.byId(id)
  const space = topic && (await spaces.store.byId(topic.spaceId))
  if (!topic || !space) return before
  publish.topic(await audiencesOf(topic, { space: factsOfSpace(space) }, accounts))
  return topic
}
