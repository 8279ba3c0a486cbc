// Composes the features: each is given what it needs of the others, and none finds another by itself.

import type { Server } from 'node:http'
import { accountsFeature } from './accounts/index.ts'
import { attentionFeature } from './attention/index.ts'
import { authorshipsOf } from './authorships/index.ts'
import type { Clock } from './clock.ts'
import { type Config, isLoopback } from './config.ts'
import { changesOf } from './db/change.ts'
import type { Connection } from './db/connect.ts'
import { demoPassword } from './demo/index.ts'
import { draftStore, draftsFeature } from './drafts/index.ts'
import { exportsFeature } from './exports/index.ts'
import { feedsFeature } from './feeds/index.ts'
import { happenings, tellingOf } from './happenings.ts'
import { inboxFeature } from './inbox/index.ts'
import type { Keys } from './keys.ts'
import { laterFeature } from './later/index.ts'
import { type Live, type LiveDeps, liveServer } from './live/server.ts'
import type { Log } from './log.ts'
import { marksFeature } from './marks/index.ts'
import { pollStore, pollsFeature, pollWriter } from './polls/index.ts'
import { repliesFeature } from './replies/index.ts'
import { roomsFeature } from './rooms/index.ts'
import { readerBy, searchFeature } from './search/index.ts'
import { factsOfSpace, spacesFeature } from './spaces/index.ts'
import { tagStore, tagsFeature, vocabularyOf } from './tags/index.ts'
import { activityOf, topicStore, topicsFeature } from './topics/index.ts'

type Given = {
  connection: Connection
  config: Config
  keys: Keys
  clock: Clock
  log: Log
  http: Server
  publicUrl(): string
  times: NonNullable<LiveDeps['times']>
}
export type Features = Awaited<ReturnType<typeof composeFeatures>>

/** Their indexes are made; nothing has begun to work by itself. */
export async function composeFeatures({ connection, config, keys, clock, log, http, publicUrl, times }: Given) {
  const alone = !config.REDIS_URL
  const changes = changesOf(connection)
  const readersChanged = (topicIds: string[] | 'all') => live.readersChanged(topicIds)

  const accounts = accountsFeature({
    connection,
    changes,
    config,
    publicUrl,
    keys,
    sharedPassword: config.demo ? demoPassword : undefined,
    clock,
    log,
    accessChanged: change => live.accessChanged(change),
  })
  const authorships = authorshipsOf(connection, { alone })
  const store = topicStore(connection)
  const keptDrafts = draftStore(connection, { alone })
  const activity = activityOf(store)
  const spaces = spacesFeature({ connection, clock, shared: !alone, activity, readersChanged })
  const live: Live = await liveServer(http, {
    actorOfHandshake: accounts.actorOfHandshake,
    readTopic,
    roomDoor: () => rooms.door,
    publicUrl,
    trustProxy: config.TRUST_PROXY,
    ownHost: host => !config.loopbackOnly || isLoopback(host?.replace(/:\d+$/, '') ?? ''),
    redisUrl: config.REDIS_URL,
    times,
    log,
  })
  const happened = happenings()
  const parts = {
    ...{ connection, authorships, accounts, changes, clock, activity, happened },
    publish: tellingOf(live.publish, happened),
    drafts: keptDrafts,
  }
  const tagsStored = tagStore(connection)
  const vocabulary = vocabularyOf(tagsStored, { shared: !alone })
  const ballots = pollStore(connection)
  const topics = topicsFeature({ ...parts, store, spaces, readersChanged, vocabulary, polls: pollWriter(ballots, clock) })
  const polls = pollsFeature({ store: ballots, topics, accounts, changes, clock, keys, log })
  const tags = tagsFeature({ store: tagsStored, vocabulary, topics, spaces, changes, clock, log })
  const replies = repliesFeature({ ...parts, topics, alone })
  const marks = marksFeature({ ...parts, topics, replies, offered: config.REACTIONS, shared: !alone })
  const exports = exportsFeature({ replies, spaces })
  const feeds = feedsFeature({ connection, keys, accounts, spaces, clock, publicUrl })
  const attention = attentionFeature({ connection, accounts, spaces, topics, clock })
  const inbox = inboxFeature({ accounts, attention, authorships, spaces, topics, replies, clock })
  const drafts = draftsFeature({ store: keptDrafts, topics, replies, spaces, clock })
  const rooms = roomsFeature({
    ...parts,
    spaces,
    log,
    dataDir: config.DATA_DIR,
    shared: !alone,
    presence: () => live.presence,
  })
  const search = searchFeature({
    ...parts,
    stored: store,
    topics,
    replies,
    spaces,
    happenings: happened,
    log,
    forReader: readerBy(attention),
  })
  const later = laterFeature({ drafts: keptDrafts, connection, accounts, topics, replies, spaces, clock, log })
  await Promise.all([
    accounts.createIndexes(),
    authorships.createIndexes(),
    spaces.store.createIndexes(),
    topics.createIndexes(),
    tagsStored.createIndexes(),
    feeds.createIndexes(),
    replies.createIndexes(),
    marks.createIndexes(),
    attention.createIndexes(),
    drafts.createIndexes(),
    rooms.createIndexes(),
    later.createIndexes(),
    polls.createIndexes(),
    search.createIndexes(),
  ])

  return {
    ...{ accounts, authorships, spaces, topics, tags, replies, marks, attention, inbox, drafts, rooms, later, polls, search },
    ...{ feeds, exports, live, changes },
  }

  async function readTopic(topicId: string) {
    const topic = await store.byId(topicId)
    const space = topic && (await spaces.store.byId(topic.spaceId))
    if (!topic || !space) return null
    return { facts: { space: factsOfSpace(space), locked: topic.locked, removed: topic.removed?.by ?? null }, seq: topic.seq }
  }
}
