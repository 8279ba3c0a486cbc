// What of a page is folded for its reader: asked once for each text that is shown, and plain data for the page. What is one's own is never folded.
import type { MessageKey } from '@hearth/client/pages'
import type { Choices, Cover, Told } from '@hearth/shared/hard-subjects'
import type { Found } from '@hearth/shared/search'
import type { Visit } from './visit.ts'

type Shown = { id: string; mine?: boolean }
export type CoversById = { covers?: Record<string, Cover> }
type Post = Shown & { html: string; contentNotes: readonly string[]; title?: string; tags?: readonly string[] }
type Row = Shown & { title: string; excerpt: string; contentNotes: readonly string[]; tags: readonly string[] }
type Titled = Shown & { title: string }

/** Original posts and replies. */
export function coversOfPosts(visit: Visit, posts: readonly Post[]): CoversById {
  return covered(visit, posts, ({ title, html, contentNotes, tags }) => ({ title, html, notes: contentNotes, tags }))
}

/** Rows of lists: only what stands in them is asked for. */
export function coversOfRows(visit: Visit, rows: readonly Row[]): CoversById {
  return covered(visit, rows, ({ title, excerpt, contentNotes, tags }) => ({ title, text: excerpt, notes: contentNotes, tags }))
}

/** For a part of the page that comes alive; absent where the reader chose nothing. Such a page holds the list, and stays on no device. */
export function choicesOf({ covers, res }: Visit): { choices?: Choices } {
  if (!covers) return {}
  res.set('Cache-Control', 'no-store')
  return { choices: covers.choices }
}

/** A title in a line of its own, in the name of a page or on the way back: what stands there in its place where it touches the list. */
export function titleFor(visit: Visit, { title, mine }: Omit<Titled, 'id'>, instead: MessageKey = 'hard.topicTitle'): string {
  return !mine && visit.covers?.of({ title })?.title ? visit.t(instead) : title
}

/** The same, as what of the list it touches; null where the title stands. */
export function hardTitle(visit: Visit, { title, mine }: Omit<Titled, 'id'>): readonly string[] | null {
  const cover = mine ? null : visit.covers?.of({ title })
  return cover?.title ? cover.hard : null
}

/** A text that is neither a post nor in a list, or several that stand in one place: what of the reader's list they touch. */
export function hardIn({ covers }: Visit, told: Told): { hard?: readonly string[] } {
  const hard = covers?.of(told)?.hard ?? []
  return hard.length > 0 ? { hard } : {}
}

type Wording = { title?: string | undefined; body: string; contentNotes: string[] }

/** Each wording stands beside the one before it. */
export function hardWordings(visit: Visit, wordings: Wording[], mine: boolean): { hard?: (readonly string[])[] } {
  if (mine || !visit.covers) return {}
  const pieces = ({ title, body, contentNotes }: Wording) => [title ?? '', body, ...contentNotes]
  const hard = wordings.map((wording, at) => {
    const before = wordings[at - 1]
    return hardIn(visit, { text: [...pieces(wording), ...(before ? pieces(before) : [])].join('\n\n') }).hard ?? []
  })
  return hard.some(each => each.length > 0) ? { hard } : {}
}

/** Of a post that is shown apart from its topic. */
export function foldedFor(visit: Visit, post: Post): { folded?: { notes: readonly string[]; hard: readonly string[] } } {
  if (post.mine) return {}
  const cover = coversOfPosts(visit, [post]).covers?.[post.id]
  const notes = cover?.notes === 'show' ? [] : post.contentNotes
  return notes.length > 0 || cover ? { folded: { notes, hard: cover?.hard ?? [] } } : {}
}

/** The same list where no title touches anything. */
export function titledFor<Each extends { title: string }>(visit: Visit, rows: Each[], instead: MessageKey): Each[] {
  if (!visit.covers) return rows
  return rows.map(row => ({ ...row, title: titleFor(visit, { title: row.title }, instead) }))
}

/** What a search found: where it touches the list, what kind of thing it is stands in the title's place, and none of its words. */
export function foundFor(visit: Visit, items: Found[]): Found[] {
  const { covers } = visit
  if (!covers) return items
  return items.map(item => {
    if (item.kind === 'person') return item
    const words = (parts: typeof item.title) => parts.map(part => part.text).join('')
    const title = words(item.title)
    const cover = covers.of({ title, text: words(item.snippet), notes: item.contentNotes })
    if (!cover || cover.hard.length === 0) return item
    return { ...item, snippet: [], ...(cover.title ? { title: [{ text: visit.t('hard.topicTitle'), hit: false }] } : {}) }
  })
}

/** What is offered beside something else is left out where its title touches the list. */
export function offeredFor<Each extends { title: string }>(visit: Visit, offered: Each[]): Each[] {
  return visit.covers ? offered.filter(({ title }) => hardTitle(visit, { title }) === null) : offered
}

function covered<Each extends Shown>({ covers }: Visit, given: readonly Each[], told: (each: Each) => Told): CoversById {
  if (!covers) return {}
  const found = given.flatMap(each => {
    const cover = each.mine ? null : covers.of(told(each))
    return cover ? [[each.id, cover] as const] : []
  })
  return found.length > 0 ? { covers: Object.fromEntries(found) } : {}
}
