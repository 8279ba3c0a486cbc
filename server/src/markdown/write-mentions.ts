// Writes the mentions in stored HTML for one kind of reader: names for members, none for guests.
import { tokenClose, tokenOpen, withoutTokenMarks } from './mentions.ts'

export type MentionNames = ReadonlyMap<string, { handle: string; displayName: string }>

const token = new RegExp(`${tokenOpen}([^${tokenOpen}${tokenClose}]*)${tokenClose}`, 'g')

/** `names` is by account id; an id that it does not hold has left. A guest learns nothing, not even that somebody left. */
export function writeMentions(html: string, names: MentionNames | 'guest'): string {
  return withoutTokenMarks(html.replace(token, (_all, id: string) => (names === 'guest' ? '@Registered Member' : mention(names.get(id)))))
}

function mention(person: { handle: string } | undefined) {
  if (!person) return '@former member'
  return `<a class="mention" href="/people/${encodeURIComponent(person.handle)}">@${escapeText(person.handle)}</a>`
}

function escapeText(text: string) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
