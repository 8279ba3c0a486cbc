// Topics and their lists as they were last read. One process alone knows of every change, since each goes through this store;
// where several serve one community, the plain store is used.
import { wasCommitted } from '../db/change.ts'
import type { ClientSession } from '../db/connect.ts'
import { kept } from '../kept.ts'
import { type Numbers, newest, type Posts, type TopicDoc, type TopicHead, type TopicPlace, type TopicStore } from './store.ts'

/** Characters of topics and of rows of lists that are held at most. */
const mostOfTopics = 8_000_000
const mostOfLists = 8_000_000
/** Characters of tags. */
const mostOfWords = 1_000_000
/** Topics, without their words, that are held at most. */
const mostOfHeads = 20_000
/** What a topic holds besides its words, about. */
const bareWeight = 1_000

export function rememberedTopics(store: TopicStore): TopicStore {
  const topics = kept<TopicDoc>(mostOfTopics, weightOf)
  const lists = kept<TopicDoc[]>(mostOfLists, found => found.reduce((sum, topic) => sum + weightOf(topic), 0))
  const words = kept<string[]>(mostOfWords, found => found.reduce((sum, word) => sum + word.length, 0))
  const heads = kept<TopicHead[]>(mostOfHeads, found => found.length + 1)
  const changes = new Map<string, number>()
  /** Of the tags of any topic, and of where a topic stands. */
  let changesOfTags = 0
  const changesOf = (ids: string[]) => ids.map(id => changes.get(id) ?? 0).join()

  /** Counted when the session ends: after the commit, and before whoever asked for the change is answered. */
  function changing(session: ClientSession, ...ids: (string | undefined)[]) {
    session.once('ended', () => count(...ids))
  }

  function tagsChanging(session: ClientSession) {
    session.once('ended', () => {
      changesOfTags += 1
    })
  }

  function count(...ids: (string | undefined)[]) {
    for (const id of ids) if (id !== undefined) changes.set(id, (changes.get(id) ?? 0) + 1)
  }

  /** New replies change nothing of a topic but its numbers, so what is held of it goes on; unless something else came in between. */
  function posted(session: ClientSession, { id, where, many }: Posts, numbers: Numbers | undefined) {
    const before = topics.get(id, changesOf([id]))
    count(id, where.spaceId)
    if (!before || !numbers || numbers.seq !== before.seq + many || !wasCommitted(session)) return
    const topic = Object.freeze({ ...before, ...numbers })
    topics.set(id, topic, weightOf(topic), changesOf([id]))
  }

  function list(name: string, spaceIds: string[], after: TopicPlace | null, limit: number, load: () => Promise<TopicDoc[]>) {
    const key = JSON.stringify([name, limit, after, spaceIds])
    return lists.ask(
      key,
      () => changesOf(spaceIds),
      async () => (await load()).map(topic => Object.freeze(topic)),
    )
  }

  const ofOne = (spaceId: string, after: TopicPlace | null, limit: number) =>
    list('latest', [spaceId], after, limit, () => store.latest([spaceId], after, limit))

  return {
    ...store,
    byId: id =>
      topics.ask(
        id,
        () => changesOf([id]),
        async () => frozen(await store.byId(id)),
      ),
    ofSpace: (spaceId, after, limit) => list('space', [spaceId], after, limit, () => store.ofSpace(spaceId, after, limit)),
    latest(spaceIds, after, limit) {
      const load = async () => newest((await Promise.all(spaceIds.map(spaceId => ofOne(spaceId, after, limit)))).flat(), limit)
      return list('latest of all', spaceIds, after, limit, load)
    },
    unanswered: (spaceIds, after, limit) => list('unanswered', spaceIds, after, limit, () => store.unanswered(spaceIds, after, limit)),
    tagsIn: spaceIds =>
      words.ask(
        spaceIds.join(),
        () => changesOfTags,
        async () => Object.freeze(await store.tagsIn(spaceIds)) as string[],
      ),
    active: (spaceId, limit) =>
      heads.ask(
        `active ${spaceId} ${limit}`,
        () => changesOf([spaceId]),
        () => store.active(spaceId, limit),
      ),
    heads: ids =>
      heads.ask(
        `heads ${ids.join()}`,
        () => changesOf(ids),
        () => (ids.length > 0 ? store.heads(ids) : Promise.resolve([])),
      ),
    async insert(session, topic) {
      tagsChanging(session)
      changing(session, topic._id, topic.spaceId)
      await store.insert(session, topic)
    },
    async post(session, posts) {
      const numbers = await store.post(session, posts)
      session.once('ended', () => {
        for (const each of posts) posted(session, each, numbers?.get(each.id))
      })
      return numbers
    },
    async stamp(session, id, where, stamp) {
      if (stamp.set?.tags || stamp.set?.spaceId) tagsChanging(session)
      const stamped = await store.stamp(session, id, where, stamp)
      changing(session, id, stamped?.spaceId, where.spaceId)
      return stamped
    },
    async setNumbers(session, id, numbers) {
      const topic = await store.byId(id)
      changing(session, id, topic?.spaceId)
      await store.setNumbers(session, id, numbers)
    },
  }
}

function weightOf(topic: TopicDoc) {
  return bareWeight + (topic.source?.length ?? 0) + (topic.html?.length ?? 0) + topic.excerpt.length
}

function frozen(topic: TopicDoc | null) {
  return topic && Object.freeze(topic)
}
