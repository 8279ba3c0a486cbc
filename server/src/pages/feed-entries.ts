// What the entries of feeds are made of, in public ones and in members' own.
import { translator } from '@hearth/client/messages/load'
import type { TopicRow } from '@hearth/shared/topic'
import type { Entry } from '../feeds/index.ts'
import type { PageDeps } from './index.tsx'

/** Entries of one feed. */
export const entriesOfFeed = 30
/** Before the first word was written. */
export const longAgo = new Date(0).toISOString()
/** Feeds are the same for everybody, so they have one language. */
export const feedWords = translator('en')

export function entryOf(base: string, { id, slug, title, createdAt, tags }: TopicRow): Entry {
  const author = feedWords('byline.registeredMember')
  return { id, title, link: `${base}/topics/${id}/${slug}`, author, published: createdAt, updated: createdAt, categories: tags }
}

/** The note, and then no words. */
export function aboutRow({ contentNotes, excerpt }: TopicRow): string {
  return contentNotes.length > 0 ? noteOf(contentNotes) : excerpt
}

export function noteOf(notes: string[]) {
  return feedWords('feed.note', { notes: notes.join(', ') })
}

/** Without topics whose original post was taken back. */
export async function standing({ topics }: Pick<PageDeps, 'topics'>, rows: TopicRow[]): Promise<TopicRow[]> {
  const found = await Promise.all(rows.map(row => topics.store.byId(row.id)))
  return rows.filter((_, at) => found[at]?.removed === null)
}

export function newestOf(times: string[]) {
  return times.reduce((newest, time) => (time > newest ? time : newest))
}
