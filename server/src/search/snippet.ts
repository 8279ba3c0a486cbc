// The part of a text in which most of what was asked stands, with those words marked; and titles, marked whole.
import type { Marked } from '@hearth/shared/search'
import { mentionMark } from '../markdown/index.ts'
import type { Marking } from './entry.ts'
import type { Worded } from './plain-words.ts'

/** Characters, about. */
const snippetMax = 220
/** Hits after which the best place is looked for; a longer text has it among the first as well. */
const mostLookedAt = 400
/** Before the first word that was asked for. */
const lead = 50

type Span = { start: number; end: number }
/** Writes one mention for the reader. */
export type WriteMention = (accountId: string) => string

export function snippetOf(given: Worded, { holds }: Marking, mention: WriteMention): Marked {
  const hits = given.words.filter(word => holds(word.term))
  const window = around(given, bestHit(hits))
  const inside = hits.filter(hit => hit.start >= window.start && hit.end <= window.end)
  return written(given, window, inside, mention)
}

export function markedTitle(given: Worded, { holds }: Marking): Marked {
  const hits = given.words.filter(word => holds(word.term))
  return written(given, { start: 0, end: given.text.length }, hits, () => '')
}

/** The first of those after which most different terms follow closely. */
function bestHit(hits: Worded['words']): Span | undefined {
  let [best, most] = [hits[0], 0]
  for (const [at, hit] of hits.slice(0, mostLookedAt).entries()) {
    const near = new Set<string>()
    for (let next = at; next < hits.length && hits[next]!.end - hit.start < snippetMax - lead; next += 1) near.add(hits[next]!.term)
    if (near.size > most) [best, most] = [hit, near.size]
  }
  return best
}

/** From word to word, so that none is cut. */
function around({ text, words }: Worded, hit: Span = { start: 0, end: 0 }): Span {
  const from = hit.start <= lead || text.length <= snippetMax ? 0 : hit.start - lead
  const start = from === 0 ? 0 : (words.find(word => word.start >= from)?.start ?? hit.start)
  if (text.length - start <= snippetMax) return { start, end: text.length }
  const end = words.findLast(word => word.end <= start + snippetMax)?.end ?? start + snippetMax
  return { start, end: Math.max(end, Math.min(hit.end, start + snippetMax)) }
}

function written({ text, mentions }: Worded, { start, end }: Span, hits: Span[], mention: WriteMention): Marked {
  let said = count(text.slice(0, start))
  const write = (part: string) => part.replaceAll(mentionMark, () => mention(mentions[said++]!))
  const parts: Marked = []
  let at = start
  for (const hit of hits) {
    if (hit.start > at) parts.push({ text: write(text.slice(at, hit.start)), hit: false })
    parts.push({ text: text.slice(hit.start, hit.end), hit: true })
    at = hit.end
  }
  if (at < end) parts.push({ text: write(text.slice(at, end)), hit: false })
  return cutMarks(parts, start > 0, end < text.length)
}

function cutMarks(parts: Marked, before: boolean, after: boolean): Marked {
  return [...(before ? [{ text: '… ', hit: false }] : []), ...parts, ...(after ? [{ text: ' …', hit: false }] : [])]
}

function count(text: string) {
  return text.split(mentionMark).length - 1
}
