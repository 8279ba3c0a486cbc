// What a post on a page is given, the place it has there, and its own address.
import type { Cover } from '@hearth/shared/hard-subjects'
import type { Byline } from '@hearth/shared/person'
import type { Reply } from '@hearth/shared/reply'
import { replyAddress, topicAddress } from './addresses.ts'
import type { PostMarks } from './post-marks.tsx'
import type { Answered } from './tree.ts'

export type Written = Pick<Reply, 'id' | 'author' | 'html' | 'contentNotes' | 'lang' | 'createdAt' | 'removed' | 'edited' | 'seq'>
export type PostAbilities = { edit: boolean; remove: boolean; restore: boolean; history: boolean }

export type PostProps = {
  post: Written
  topicId: string
  /** The reply's number, or null for the original post. */
  n: number | null
  /** Whether the reader has not read it yet. */
  fresh?: boolean
  mine?: boolean
  /** What the reader has of its marks; absent for guests. */
  marks?: PostMarks | undefined
  /** Whether it stands under the name of somebody whom the reader muted: folded, for this reader alone. */
  muted?: boolean
  can?: PostAbilities
  /** Whether the reader can answer; decides the word "Reply". */
  mayReply: boolean
  /** What of it is folded for this reader alone; absent where it is as for everybody. */
  cover?: Cover
  /** Which post it answers, if not the original one. */
  answers?: Answered | null
}

/** The id of a post on its page. */
export function placeOf(n: number | null): string {
  return n === null ? 'original' : `r-${n}`
}

/** What the browser finds a post by; the original post has number 0. */
export function marks({ post, n, mine }: Pick<PostProps, 'post' | 'n' | 'mine'>) {
  return { id: placeOf(n), 'data-id': post.id, 'data-n': n ?? 0, 'data-seq': post.seq, ...(mine ? { 'data-mine': '' } : {}) }
}

/** Who wrote without a name is nobody's to mute. */
export function isMuted(author: Byline, muted: readonly string[]): boolean {
  return author.kind === 'member' && muted.includes(author.id)
}

/** Where a post is edited, taken back and its history read. */
export function ownAddress({ n, topicId, post }: Pick<PostProps, 'n' | 'topicId' | 'post'>): string {
  return n === null ? topicAddress(topicId) : replyAddress(post.id)
}
