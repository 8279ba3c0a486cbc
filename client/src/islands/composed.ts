// From the fields of a reply's form to the body of its call.
import type { BodyInput } from '@hearth/shared/contract'

type NewReply = BodyInput<'POST /api/topics/:topicId/replies'> & { id: string; parentId: string | null }

export function writtenIn(form: HTMLFormElement): NewReply {
  const fields = new FormData(form)
  const text = (name: string) => String(fields.get(name) ?? '')
  const others = text('contentNotesOther').split(',')
  const notes = [...fields.getAll('contentNotes').map(String), ...others].map(note => note.trim()).filter(Boolean)
  return {
    id: text('id') || newId(),
    parentId: text('parentId') || null,
    body: text('body'),
    contentNotes: [...new Set(notes)],
    anonymous: text('anonymous') === 'true',
  }
}

/** A random UUID, version 4; `crypto.randomUUID` is missing on plain http. */
export function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
