// Lists of topics: of one space or of all that the caller may read; latest, unanswered, or one's own.

import type { Query } from '@hearth/shared/contract'
import { z } from 'zod'
import { cutPage, decodeCursor } from '../db/cursor.ts'
import type { Action } from '../http/route.ts'
import { type Actor, accountIdOf, type Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { visibleTo } from '../policy/spaces.ts'
import { sameAgain } from '../posts/once.ts'
import { peopleIn } from '../posts/present.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace } from '../spaces/index.ts'
import type { TopicDeps } from './index.ts'
import { topicRow } from './present.ts'
import type { TopicDoc, TopicPlace } from './store.ts'

type Asked = Query<'GET /api/topics'>
const place = z.tuple([z.boolean(), z.iso.datetime(), z.string()])

export function listTopics(deps: TopicDeps): Action<'GET /api/topics'> {
  return async (actor, { query }) => {
    const readable = (await deps.spaces.store.all()).filter(space => visibleTo(actor).includes(space.visibility))
    return list(
      deps,
      actor,
      'topics',
      readable.map(space => space._id),
      query,
    )
  }
}

export function listTopicsOfSpace(deps: TopicDeps): Action<'GET /api/spaces/:spaceId/topics'> {
  return async (actor, { params, query }) => {
    const space = await deps.spaces.store.byId(params.spaceId)
    if (!space) throw new Problem('not-found')
    demand(actor, 'readSpace', factsOfSpace(space))
    return list(deps, actor, `space:${space._id}`, [space._id], query)
  }
}

async function list(deps: TopicDeps, actor: Actor, name: string, spaceIds: string[], query: Asked) {
  const cursor = `${name}:${query.show}`
  const given = decodeCursor(cursor, query.after, place)
  const after = given && { pinned: given[0], at: new Date(given[1]), id: given[2] }
  const found = await find(deps, actor, name, spaceIds, query, after)
  const atOf = (topic: TopicDoc) => (query.show === 'unanswered' ? topic.createdAt : topic.lastActivityAt)
  const page = cutPage(cursor, found, query.limit, topic => [topic.pinned, atOf(topic).toISOString(), topic._id])
  return sameAgain(found, accountIdOf(actor) ?? 'guest', { items: await rows(deps, actor, page.items), next: page.next })
}

async function find(
  { store, authorships }: TopicDeps,
  actor: Actor,
  name: string,
  spaceIds: string[],
  { show, limit }: Asked,
  after: TopicPlace | null,
) {
  if (show === 'unanswered') return store.unanswered(spaceIds, after, limit + 1)
  if (show === 'latest') return name === 'topics' ? store.latest(spaceIds, after, limit + 1) : store.ofSpace(spaceIds[0]!, after, limit + 1)
  const accountId = accountIdOf(actor)
  if (accountId === null) throw new Problem('not-signed-in')
  return store.startedBy(accountId, await authorships.ownTopicIds(accountId), spaceIds, after, limit + 1)
}

/** The latest topics that a member started under their name, for an address that others may find: nothing without a name bears on it. */
export function topicsStartedByName(deps: TopicDeps) {
  return async (actor: Member, limit: number) => {
    const readable = (await deps.spaces.store.all()).filter(space => visibleTo(actor).includes(space.visibility))
    const spaceIds = readable.map(space => space._id)
    return rows(deps, actor, await deps.store.startedBy(actor.accountId, [], spaceIds, null, limit))
  }
}

export async function rows({ accounts, positions, authorships }: TopicDeps, actor: Actor, topics: TopicDoc[]) {
  if (actor.kind === 'guest') return topics.map(topic => topicRow(topic, null, { mine: false, readUpTo: null }))
  const anonymous = topics.filter(topic => topic.alias !== null).map(topic => topic._id)
  const [names, read, own] = await Promise.all([
    accounts.bylinesOf(peopleIn(topics)),
    positions.of(
      actor.accountId,
      topics.map(topic => topic._id),
    ),
    authorships.ownAmong(actor.accountId, anonymous),
  ])
  return topics.map(topic =>
    topicRow(topic, names, { mine: topic.authorId === actor.accountId || own.has(topic._id), readUpTo: read.get(topic._id) ?? null }),
  )
}
