// The door of topics.
import type { NewPoll } from '@hearth/shared/poll'
import type { Accounts } from '../accounts/index.ts'
import type { Authorships } from '../authorships/index.ts'
import type { Clock } from '../clock.ts'
import type { Changes } from '../db/change.ts'
import type { ClientSession, Connection } from '../db/connect.ts'
import type { Happenings } from '../happenings.ts'
import type { Route } from '../http/route.ts'
import type { Publish } from '../live/publish.ts'
import type { DoneDrafts } from '../posts/drafts-done.ts'
import { type Revisions, revisionsOf } from '../posts/revisions.ts'
import type { Activity, Spaces } from '../spaces/index.ts'
import { changeTopic } from './change-topic.ts'
import { importTopic } from './import-topic.ts'
import { type TopicsInView, topicsInView } from './in-view.ts'
import { keepToVocabulary } from './keep-to-vocabulary.ts'
import { listTopics, listTopicsOfSpace, topicsStartedByName } from './list-topics.ts'
import { listTopicsOfTag, wordOnTopics } from './list-topics-of-tag.ts'
import { type Positions, positionsOf } from './positions.ts'
import { markAllRead, setPosition } from './positions-actions.ts'
import { previewPost } from './preview-post.ts'
import { readTopic } from './read-topic.ts'
import { rememberedTopics } from './remembered.ts'
import { removeTopic } from './remove-topic.ts'
import { restoreTopic } from './restore-topic.ts'
import { seeTopicHistory } from './see-topic-history.ts'
import { seeTopicSource } from './see-topic-source.ts'
import { startTopic } from './start-topic.ts'
import { type TopicDoc, type TopicStore, topicStore } from './store.ts'

export type { TopicInView } from './in-view.ts'
export { topicForGuests, topicForMembers } from './present.ts'
export type { Numbers, Posts, TopicDoc, TopicHead, TopicStore } from './store.ts'

export type TopicDeps = {
  store: TopicStore
  positions: Positions
  revisions: Revisions
  authorships: Authorships
  accounts: Pick<Accounts, 'bylinesOf' | 'idsOfHandles'>
  spaces: Pick<Spaces, 'store'>
  changes: Changes
  clock: Clock
  publish: Publish
  /** For what is not published: nobody listens to a topic that is new. */
  happened: Pick<Happenings, 'topic'>
  view: TopicsInView
  readersChanged(topicIds: string[] | 'all'): void
  activity: KeptActivity
  vocabulary: Vocabulary
  drafts: DoneDrafts
  polls: PollWriter
}
/** The community's words, kept by the tags: words as it writes them, each once, and by what they are found. */
type Vocabulary = {
  canonical(words: string[]): Promise<Pick<TopicDoc, 'tags' | 'tagSlugs'>>
  find(slug: string): Promise<{ slug: string } | null>
}
/** What is put to a vote is stored with its topic; by the feature of polls. */
export type PollWriter = { check(poll: NewPoll): void; insert(session: ClientSession, topicId: string, poll: NewPoll): Promise<void> }
/** When something was last written in each space, kept in memory and moved by every post. */
export type KeptActivity = Activity & { touch(spaceId: string, at: Date): void; forget(): void }

export function activityOf(store: Pick<TopicStore, 'lastActivity'>): KeptActivity {
  let last = new Map<string, Date | null>()

  /** What was posted or forgotten meanwhile is newer than what was read. */
  async function load(spaceId: string) {
    const into = last
    const found = await store.lastActivity(spaceId)
    if (!into.has(spaceId)) into.set(spaceId, found)
  }

  return {
    async lastAt(spaceIds) {
      const missing = spaceIds.filter(id => !last.has(id))
      if (missing.length > 0) await Promise.all(missing.map(load))
      return new Map(spaceIds.map(id => [id, last.get(id) ?? null]))
    },
    touch: (spaceId, at) => void last.set(spaceId, at),
    forget: () => {
      last = new Map()
    },
  }
}

type FeatureDeps = Omit<TopicDeps, 'positions' | 'revisions' | 'view'> & { connection: Connection }

export { topicStore }

export function topicsFeature({ connection, ...given }: FeatureDeps) {
  const alone = !given.spaces.store.shared
  const store = alone ? rememberedTopics(given.store) : given.store
  const positions = positionsOf(connection, { alone })
  const deps: TopicDeps = {
    ...given,
    store,
    positions,
    revisions: revisionsOf(connection),
    view: topicsInView({ ...given, store, positions }),
  }
  const actions = {
    list: listTopics(deps),
    listOfSpace: listTopicsOfSpace(deps),
    listOfTag: listTopicsOfTag(deps),
    read: readTopic(deps),
    source: seeTopicSource(deps),
    start: startTopic(deps),
    change: changeTopic(deps),
    remove: removeTopic(deps),
    restore: restoreTopic(deps),
    history: seeTopicHistory(deps),
    setPosition: setPosition(deps),
    markAllRead: markAllRead(deps),
    preview: previewPost(deps),
  }
  return {
    store: deps.store,
    positions: deps.positions,
    revisions: deps.revisions,
    view: deps.view,
    actions,
    importTopic: importTopic(deps),
    keepToVocabulary: keepToVocabulary(deps),
    wordOnTopics: wordOnTopics(deps),
    startedByName: topicsStartedByName(deps),
    routes(route: Route) {
      route('GET /api/topics', actions.list)
      route('GET /api/spaces/:spaceId/topics', actions.listOfSpace)
      route('POST /api/spaces/:spaceId/topics', actions.start)
      route('GET /api/tags/:slug/topics', actions.listOfTag)
      route('GET /api/topics/:topicId', actions.read)
      route('GET /api/topics/:topicId/source', actions.source)
      route('PATCH /api/topics/:topicId', actions.change)
      route('DELETE /api/topics/:topicId', actions.remove)
      route('POST /api/topics/:topicId/restore', actions.restore)
      route('GET /api/topics/:topicId/revisions', actions.history)
      route('PUT /api/topics/:topicId/position', actions.setPosition)
      route('POST /api/positions/all-read', actions.markAllRead)
      route('POST /api/preview', actions.preview)
    },
    createIndexes: () => Promise.all([deps.store.createIndexes(), deps.positions.createIndexes(), deps.revisions.createIndexes()]),
  }
}
export type Topics = ReturnType<typeof topicsFeature>
