// Writes the mentions in stored HTML for one kind of reader: names for members, none for guests.
import { maskAllHandles, tokenClose, tokenOpen, withoutTokenMarks } from './mentions.ts'

export type MentionNames = ReadonlyMap<string, { handle: string; displayName: string }>

const token = new RegExp(`${tokenOpen}([^${tokenOpen}${tokenClose}]*)${tokenClose}`, 'g')

/** `names` is by account id; an id that it does not hold has left. A guest learns nothing, not even that somebody left. */
export function writeMentions(html: string, names: MentionNames | 'guest'): string {
  if (names === 'guest') return withoutTokenMarks(maskOutsideTags(html).replace(token, '@Registered Member'))
  return withoutTokenMarks(html.replace(token, (_all, id: string) => mention(names.get(id))))
}

/** A handle in code or in the words of a link is no mention, and names somebody all the same. */
function maskOutsideTags(html: string) {
  return html.includes('@') ? html.replace(/<[^>]*>|[^<]+/g, part => (part.startsWith('<') ? part : maskAllHandles(part))) : html
}

function mention(person: { handle: string } | undefined) {
  if (!person) return '@former member'
  return `<a class="mention" href="/people/${encodeURIComponent(person.handle)}">@${escapeText(person.handle)}</a>`
}

function escapeText(text: string) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
