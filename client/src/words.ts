// The words of one part of the page in the page's language: each part loads its own and no other.
import { brief } from './messages/brief.ts'
import type { Reader } from './messages.ts'

type Load = Record<string, () => Promise<{ words: Record<string, string> }>>
const parts = {
  copy: () => import('virtual:words/copy'),
  live: () => import('virtual:words/live'),
  marks: () => import('virtual:words/marks'),
  posts: () => import('virtual:words/posts'),
  composer: () => import('virtual:words/composer'),
  room: () => import('virtual:words/room'),
  lead: () => import('virtual:words/lead'),
} satisfies Record<string, () => Promise<{ load: Load }>>

/** The reader as pages know them: the language and the time zone that the server wrote the page in. */
export async function wordsOf(part: keyof typeof parts): Promise<Reader> {
  const reader = pageReader()
  const { load } = await parts[part]()
  const { words } = await (load[reader.lang] ?? load.en!)()
  return { ...reader, t: brief(words, reader.lang) }
}

export function pageReader(): Omit<Reader, 't'> {
  const { lang, dataset } = document.documentElement
  return { lang, timeZone: dataset.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone }
}
