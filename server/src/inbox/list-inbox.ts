// What waits for the caller: the topics written to last in the spaces that they read, and all that they follow, held against how far they read.
import type { Query, Returns } from '@hearth/shared/contract'
import type { InboxRow } from '@hearth/shared/inbox'
import { limits } from '@hearth/shared/limits'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { visibleTo } from '../policy/spaces.ts'
import { Problem } from '../problem.ts'
import type { SpaceDoc } from '../spaces/index.ts'
import type { TopicHead } from '../topics/index.ts'
import type { InboxDeps } from './index.ts'
import { type InboxReader, inboxReader, isFollowed, reaches, waysToWait } from './reader.ts'
import { nothingWaits, waitingReplies } from './waiting-replies.ts'

type Asked = Query<'GET /api/inbox'>
/** `rank`: what one follows first, then the spaces that one follows, then the others, in their order. */
type Candidate = { topic: TopicHead; space: SpaceDoc; why: InboxRow['why']; rank: number }
type Place = [rank: number, at: string, id: string]

const dayMs = 86_400_000
const place = z.tuple([z.int(), z.iso.datetime(), z.string()])

export function listInbox(deps: InboxDeps): Action<'GET /api/inbox'> {
  return async (actor, { query }) => {
    demand(actor, 'readAttention')
    const name = `inbox:${query.show}:${query.spaceId ?? ''}`
    const after = decodeCursor(name, query.after, place)
    const readable = (await deps.spaces.store.all()).filter(space => visibleTo(actor).includes(space.visibility))
    const spaces = query.spaceId === undefined ? readable : readable.filter(space => space._id === query.spaceId)
    if (query.spaceId !== undefined && spaces.length === 0) throw new Problem('not-found')
    const reader = await inboxReader(deps, actor as Member)
    const found = (await candidates(deps, reader, spaces)).filter(each => query.show === 'all' || each.why === 'followed')
    return page(deps, reader, after ? found.filter(each => isBeyond(each, after)) : found, { name, ...query })
  }
}

/** In order. Their number is bounded: the last ones of a month, and what one member may follow. */
async function candidates(deps: InboxDeps, reader: InboxReader, spaces: SpaceDoc[]): Promise<Candidate[]> {
  const bySpace = new Map(spaces.map((space, at) => [space._id, { space, at }]))
  const followed = [...reader.levels.followed('topic')]
  const [recent, chosen] = await Promise.all([recentHeads(deps, reader, spaces), deps.topics.store.heads(followed)])
  const topics = new Map([...recent, ...chosen].map(topic => [topic._id, topic]))
  const found = [...topics.values()].flatMap(topic => {
    const where = bySpace.get(topic.spaceId)
    if (!where || !reaches(reader, topic)) return []
    const why = isFollowed(reader, topic) ? ('followed' as const) : ('space' as const)
    const ofFollowedSpace = reader.levels.of('space', topic.spaceId).level === 'follow'
    return [{ topic, space: where.space, why, rank: why === 'followed' ? 0 : 1 + where.at + (ofFollowedSpace ? 0 : spaces.length) }]
  })
  return found.sort((a, b) => (isBeyond(b, placeOf(a)) ? -1 : 1))
}

async function recentHeads({ topics, clock }: InboxDeps, { levels }: InboxReader, spaces: SpaceDoc[]): Promise<TopicHead[]> {
  const since = new Date(clock.now().getTime() - limits.inboxDays * dayMs)
  const heard = spaces.filter(space => levels.of('space', space._id).level !== 'mute')
  const lists = await Promise.all(heard.map(space => topics.store.active(space._id, limits.inboxTopicsMax)))
  const recent = lists.flat().filter(topic => topic.lastActivityAt >= since)
  return recent
    .sort((a, b) => b.lastActivityAt.getTime() - a.lastActivityAt.getTime() || (a._id < b._id ? 1 : -1))
    .slice(0, limits.inboxTopicsMax)
}

function placeOf({ rank, topic }: Pick<Candidate, 'rank' | 'topic'>): Place {
  return [rank, topic.lastActivityAt.toISOString(), topic._id]
}

/** By rank, then by last activity, the latest first. */
function isBeyond(candidate: Candidate, [rank, at, id]: Place): boolean {
  const [ownRank, ownAt, ownId] = placeOf(candidate)
  if (ownRank !== rank) return ownRank > rank
  return ownAt === at ? ownId < id : ownAt < at
}

/** One after the other and no further than the page needs. */
async function page(
  deps: InboxDeps,
  reader: InboxReader,
  found: Candidate[],
  { name, limit }: Pick<Asked, 'limit'> & { name: string },
): Promise<Returns<'GET /api/inbox'>> {
  const read = await deps.topics.positions.of(
    reader.accountId,
    found.map(each => each.topic._id),
  )
  const items: InboxRow[] = []
  let last: Candidate | undefined
  for (const candidate of found) {
    const row = await rowOf(deps, reader, candidate, read.get(candidate.topic._id) ?? null)
    if (row && items.length === limit) return { items, next: encodeCursor(name, placeOf(last!)) }
    if (!row) continue
    items.push(row)
    last = candidate
  }
  return { items, next: null }
}

/** Null where nothing waits. */
async function rowOf(
  deps: InboxDeps,
  reader: InboxReader,
  { topic, space, why }: Candidate,
  readUpTo: number | null,
): Promise<InboxRow | null> {
  const ways = waysToWait(reader, topic, readUpTo)
  const upTo = Math.max(0, readUpTo ?? 0)
  const replies = ways.replies && !ways.original ? await waitingReplies(deps, reader, topic, upTo) : nothingWaits
  if (!ways.original && replies.waiting === 0) return null
  return {
    topicId: topic._id,
    spaceId: space._id,
    spaceName: space.name,
    title: topic.title,
    lang: topic.lang,
    why,
    isNew: ways.original,
    ...replies,
    readUpTo: upTo,
    lastActivityAt: topic.lastActivityAt.toISOString(),
  }
}
