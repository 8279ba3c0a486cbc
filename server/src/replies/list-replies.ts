// A page of the replies of a topic: threaded or flat, oldest or newest first, from a cursor or around one reply.
import type { Query } from '@hearth/shared/contract'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Action } from '../http/route.ts'
import { kept } from '../kept.ts'
import { accountIdOf } from '../policy/actor.ts'
import { sameAgain } from '../posts/once.ts'
import { presentReplies } from './in-view.ts'
import type { ReplyDeps } from './index.ts'
import type { ReplyDoc, ReplyPlace, ReplyStore } from './store.ts'

type Asked = Query<'GET /api/topics/:topicId/replies'>
const place = z.tuple([z.boolean(), z.int(), z.int(), z.string()])

type Page = { items: ReplyDoc[]; previous: string | null; next: string | null }
/** Characters of replies that are held at most. */
const mostKept = 12_000_000
/** What a reply holds besides its words, about. */
const bareWeight = 1_000

/** The topic is read first: its `seq` is then at or below what the page shows, and catching up from it misses nothing. */
export function listReplies(deps: ReplyDeps): Action<'GET /api/topics/:topicId/replies'> {
  const pages = kept<Page>(mostKept, weightOf)
  return async (actor, { params, query }) => {
    const { topic, facts } = await deps.topics.view.load(actor, params.topicId)
    // Every change of a reply draws the topic's next `seq`, so a page is the same as long as that is.
    const page = await pages.ask(
      keyOf(topic._id, query),
      () => topic.seq,
      () => pageOf(deps.store, topic._id, query),
    )
    const [items, shown] = await Promise.all([
      presentReplies(deps, actor, page.items, facts),
      query.with === 'topic' ? deps.topics.view.present(actor, { topic, facts }) : null,
    ])
    return sameAgain(page, accountIdOf(actor) ?? 'guest', { ...page, items, seq: topic.seq, ...(shown ? { topic: shown } : {}) })
  }
}

function keyOf(topicId: string, { view, order, after, around, limit }: Asked) {
  return `${topicId} ${view} ${order} ${limit} ${around ?? ''} ${after ?? ''}`
}

function weightOf({ items }: Page) {
  return items.reduce((sum, { html }) => sum + bareWeight + html.length, 0)
}

async function pageOf(store: ReplyStore, topicId: string, { view, order, after, around, limit }: Asked): Promise<Page> {
  const name = `replies:${topicId}:${view}:${order}`
  const given = decodeCursor(name, after, place)
  const backwards = given?.[0] ?? false
  const target = given ? { n: given[1], root: given[2], path: given[3] } : around === undefined ? null : await store.byN(topicId, around)
  const inclusive = !given && target !== null
  const found = await store.slice(topicId, view, order, { from: target, inclusive, backwards, limit: limit + 1 })
  const items = backwards ? found.slice(-limit) : found.slice(0, limit)
  const more = found.length > limit
  const before = backwards ? more : target !== null && (given !== null || (await hasBefore(store, topicId, view, order, items[0])))
  const cursor = (back: boolean, reply: ReplyDoc | undefined) =>
    reply ? encodeCursor(name, [back, reply.n, reply.root, reply.path]) : null
  return {
    items,
    previous: before ? cursor(true, items[0]) : null,
    next: (backwards ? given !== null : more) ? cursor(false, items.at(-1)) : null,
  }
}

async function hasBefore(store: ReplyStore, topicId: string, view: Asked['view'], order: Asked['order'], first: ReplyPlace | undefined) {
  return first !== undefined && (await store.slice(topicId, view, order, { from: first, backwards: true, limit: 1 })).length > 0
}
