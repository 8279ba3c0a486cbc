// What a reader chose bears on what is shown of results, and on nothing else: whoever keeps such choices hands in one of these.
import type { Actor } from '../policy/actor.ts'

export type ForReader = {
  /** Whether the words of a post may be shown: of its notes, its tags, its title, its text. */
  shows(post: { contentNotes: readonly string[]; tags: readonly string[]; title: string; text: string }): boolean
  /** Whether posts under this account's name are left out. Never asked of a post without a name. */
  leavesOut(accountId: string): boolean
}
export type ForReaderOf = (actor: Actor) => Promise<ForReader>

type Muting = { mutedMembers(accountId: string): Promise<Set<string>> }

/** Whom somebody muted they do not find under their name; a post without a name is found all the same. */
export function readerBy({ mutedMembers }: Muting): ForReaderOf {
  return async actor => {
    if (actor.kind === 'guest') return plainReader
    const muted = await mutedMembers(actor.accountId)
    return { ...plainReader, leavesOut: accountId => muted.has(accountId) }
  }
}

/** Nothing chosen: where a content note stands the words stay folded. */
export const plainReader: ForReader = { shows: ({ contentNotes }) => contentNotes.length === 0, leavesOut: () => false }
