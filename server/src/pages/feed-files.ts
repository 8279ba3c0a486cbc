// Feeds: of public spaces and topics as guests read them, and members' own behind addresses that are secrets.
import type { ViewedReply } from '@hearth/shared/reply'
import type { ViewedTopic } from '@hearth/shared/topic'
import { type Atom, atomFeed, type Entry } from '../feeds/index.ts'
import { limit } from '../http/rate-limit.ts'
import { guest } from '../policy/actor.ts'
import { ask } from './ask.ts'
import { aboutRow, entriesOfFeed, entryOf, feedWords, longAgo, newestOf, noteOf, standing } from './feed-entries.ts'
import { keptByAll, keptByNobodyElse, sendXml } from './files.ts'
import type { PageDeps } from './index.tsx'
import { ownFeed } from './own-feed.ts'
import type { PageRoutes } from './router.ts'
import type { Visit } from './visit.ts'

export function feedFiles({ file }: PageRoutes, deps: PageDeps) {
  file('/spaces/:spaceId/feed.atom', visit => spaceFeed(deps, visit))
  file('/topics/:topicId/feed.atom', visit => topicFeed(deps, visit))
  const asked = limit(120, 600)
  file('/feeds/:token.atom', async visit => {
    keptByNobodyElse(visit.res)
    await ownFeed(deps, visit, asked)
  })
}

/** Asked as a guest, whoever asks: what guests may not read is `not-found`. */
async function spaceFeed(deps: PageDeps, visit: Visit) {
  const { spaces, topics, publicUrl } = deps
  const params = { spaceId: visit.params.spaceId ?? '' }
  const space = await ask(visit, spaces.actions.read, { params }, guest)
  const list = await ask(visit, topics.actions.listOfSpace, { params, query: { show: 'latest', limit: entriesOfFeed } }, guest)
  const rows = await standing(deps, list.items)
  const base = publicUrl()
  const page = `${base}/spaces/${space.id}/${space.slug}`
  sendPublic(visit, {
    id: `urn:uuid:${space.id}`,
    title: space.name,
    self: `${base}/spaces/${space.id}/feed.atom`,
    page,
    base: `${base}/`,
    updated: rows[0] ? newestOf(rows.map(row => row.createdAt)) : longAgo,
    entries: rows.map(row => ({ ...entryOf(base, row), summary: aboutRow(row) })),
  })
}

async function topicFeed({ topics, replies, publicUrl }: PageDeps, visit: Visit) {
  const params = { topicId: visit.params.topicId ?? '' }
  const topic = await ask(visit, topics.actions.read, { params }, guest)
  const query = { view: 'flat', order: 'newest', limit: entriesOfFeed } as const
  const { items } = await ask(visit, replies.actions.list, { params, query }, guest)
  const base = publicUrl()
  const entries = [...items, topic].filter(post => !post.removed).map(post => postEntry(base, topic, post))
  sendPublic(visit, {
    id: `urn:uuid:${topic.id}`,
    title: topic.title,
    self: `${base}/topics/${topic.id}/feed.atom`,
    page: `${base}/topics/${topic.id}/${topic.slug}`,
    base: `${base}/`,
    updated: entries.length > 0 ? newestOf(entries.map(entry => entry.updated)) : longAgo,
    entries,
  })
}

function postEntry(base: string, topic: ViewedTopic, post: ViewedTopic | ViewedReply): Entry {
  const t = feedWords
  const isReply = 'n' in post
  const words = post.contentNotes.length > 0 ? { summary: noteOf(post.contentNotes) } : { html: post.html }
  return {
    id: post.id,
    title: isReply ? t('feed.reply', { n: post.n, title: topic.title }) : topic.title,
    link: isReply ? `${base}/topics/${topic.id}?around=${post.n}#r-${post.n}` : `${base}/topics/${topic.id}/${topic.slug}`,
    author: t('byline.registeredMember'),
    published: post.createdAt,
    updated: post.edited?.at ?? post.createdAt,
    ...words,
  }
}

function sendPublic(visit: Visit, feed: Atom) {
  keptByAll(visit.res)
  sendXml(visit, 'atom+xml', atomFeed(feed))
}
