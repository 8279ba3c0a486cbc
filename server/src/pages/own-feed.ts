// What a member's own feed shows: asked anew each time with the roles that they hold now; titles alone unless they chose otherwise.
import type { TopicRow } from '@hearth/shared/topic'
import { atomFeed, type Entry } from '../feeds/index.ts'
import type { Limit } from '../http/rate-limit.ts'
import { Problem } from '../problem.ts'
import { ask } from './ask.ts'
import { aboutRow, entriesOfFeed, entryOf, feedWords, longAgo, newestOf, noteOf, standing } from './feed-entries.ts'
import { sendXml } from './files.ts'
import type { PageDeps } from './index.tsx'
import { nameOf } from './name-of.ts'
import type { Visit } from './visit.ts'

type Behind = Awaited<ReturnType<PageDeps['feeds']['behind']>>

export async function ownFeed(deps: PageDeps, visit: Visit, asked: Limit) {
  const { res } = visit
  try {
    const behind = await behindOf(deps, visit, asked)
    const rows = await standing(deps, await rowsOf(deps, visit, behind))
    const base = deps.publicUrl()
    sendXml(
      visit,
      'atom+xml',
      atomFeed({
        id: `urn:uuid:${behind.feed._id}`,
        title: deps.siteIn('en').name,
        self: null,
        page: `${base}/`,
        base: `${base}/`,
        updated: rows[0] ? newestOf(rows.map(row => row.createdAt)) : longAgo,
        entries: rows.map(row => entry(base, row, behind.feed.words)),
      }),
    )
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    // No page, which would hold the address; and one answer for whatever there is no longer.
    if (error.details.retryAfter) res.setHeader('Retry-After', error.details.retryAfter)
    res
      .status(error.code === 'too-many' ? 429 : 404)
      .type('text/plain')
      .send(feedWords('feed.nothing'))
  }
}

/** Guesses are counted by where they come from, and a feed by itself. */
async function behindOf({ feeds }: PageDeps, { req, params }: Visit, asked: Limit): Promise<Behind> {
  const from = `from ${req.ip}`
  await asked.check(from)
  try {
    const behind = await feeds.behind(params.token ?? '')
    await asked.use(behind.feed._id)
    return behind
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') await asked.use(from)
    throw error
  }
}

async function rowsOf({ topics }: PageDeps, visit: Visit, { feed, actor }: Behind): Promise<TopicRow[]> {
  const query = { show: 'latest', limit: entriesOfFeed } as const
  if (feed.scope === 'space')
    return (await ask(visit, topics.actions.listOfSpace, { params: { spaceId: feed.spaceId ?? '' }, query }, actor)).items
  if (feed.scope === 'all') return (await ask(visit, topics.actions.list, { query }, actor)).items
  return topics.startedByName(actor, entriesOfFeed)
}

/** Titles alone: no names and no words, but what a content note warns of. */
function entry(base: string, row: TopicRow, words: boolean): Entry {
  const plain = { ...entryOf(base, row), author: feedWords('byline.registeredMember') }
  if (!words) return { ...plain, ...(row.contentNotes.length > 0 ? { summary: noteOf(row.contentNotes) } : {}) }
  return { ...plain, author: nameOf(row.author, feedWords), summary: aboutRow(row) }
}
