// What original posts and replies store alike, and how a text becomes one.
import { createHash } from 'node:crypto'
import { handlesIn, renderMarkdown } from '../markdown/index.ts'

export type Removal = { by: 'author' | 'moderator'; at: Date }

/** The part of a topic's or reply's document that is the post itself. Exactly one of `authorId` and `alias` is set. */
export type Post = {
  source: string
  html: string
  mentions: string[]
  excerpt: string
  contentNotes: string[]
  lang: string
  authorId: string | null
  alias: string | null
  /** Of what was sent first, to tell a repeat from another text under the same id. */
  contentHash: string
  createdAt: Date
  editedAt: Date | null
  /** Who edited last; null where that would name the person behind an alias. */
  editedBy: string | null
  removed: Removal | null
}

export const postDefinition = {
  source: { type: String, required: true },
  html: { type: String, required: true },
  mentions: { type: [String], required: true },
  excerpt: String,
  contentNotes: { type: [String], required: true },
  lang: { type: String, required: true },
  authorId: { type: String, default: null },
  alias: { type: String, default: null },
  contentHash: { type: String, required: true },
  createdAt: { type: Date, required: true },
  editedAt: { type: Date, default: null },
  editedBy: { type: String, default: null },
  removed: { type: { by: String, at: Date, _id: false }, default: null },
}

export type IdsOfHandles = (handles: string[]) => Promise<Map<string, string>>

/** Renders once, at the write; the result is stored beside its source. */
export async function writtenFrom(source: string, idsOfHandles: IdsOfHandles) {
  const handles = handlesIn(source)
  const mentionable = handles.length > 0 ? await idsOfHandles(handles) : new Map<string, string>()
  const { html, mentions, excerpt } = renderMarkdown(source, mentionable)
  return { source, html, mentions, excerpt }
}

/** Equal for the same content in any order of keys given. */
export function hashOf(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}
