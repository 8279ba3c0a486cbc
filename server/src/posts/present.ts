// Posts on the wire, once for members and once for guests; the guest's shape is built by allow-list and holds nothing that leads to a person.
import type { Byline, GuestByline } from '@hearth/shared/person'
import { maskAllHandles, writeMentions } from '../markdown/index.ts'
import type { Post } from './post.ts'

export type Name = { id: string; handle: string; displayName: string; badge: Extract<Byline, { kind: 'member' }>['badge'] }
export type Names = ReadonlyMap<string, Name>

const registeredMember: GuestByline = { kind: 'registered-member' }

/** The accounts whose names a reader of these posts needs. */
export function peopleIn(posts: readonly Pick<Post, 'authorId' | 'editedBy' | 'mentions'>[]): string[] {
  return [...new Set(posts.flatMap(post => [post.authorId, post.editedBy, ...post.mentions].filter(id => id !== null)))]
}

export function presentForMembers(post: Post, names: Names) {
  return {
    html: post.removed ? '' : writeMentions(post.html, names),
    contentNotes: post.removed ? [] : post.contentNotes,
    lang: post.lang,
    createdAt: post.createdAt.toISOString(),
    removed: removal(post),
    author: authorByline(post, names),
    edited:
      post.editedAt && !post.removed ? { at: post.editedAt.toISOString(), by: post.editedBy ? byline(post.editedBy, names) : null } : null,
  }
}

export function presentForGuests(post: Post) {
  return {
    html: post.removed ? '' : writeMentions(post.html, 'guest'),
    contentNotes: post.removed ? [] : post.contentNotes.map(maskAllHandles),
    lang: post.lang,
    createdAt: post.createdAt.toISOString(),
    removed: removal(post),
    author: registeredMember,
    edited: post.editedAt && !post.removed ? { at: post.editedAt.toISOString(), by: registeredMember } : null,
  }
}

export function authorByline(post: Pick<Post, 'authorId' | 'alias'>, names: Names): Byline {
  if (post.alias !== null) return { kind: 'anonymous', alias: post.alias }
  return byline(post.authorId, names)
}

function byline(accountId: string | null, names: Names): Byline {
  const name = accountId === null ? undefined : names.get(accountId)
  return name
    ? { kind: 'member', id: name.id, handle: name.handle, displayName: name.displayName, badge: name.badge }
    : { kind: 'former-member' }
}

function removal(post: Post) {
  return post.removed ? { by: post.removed.by, at: post.removed.at.toISOString() } : null
}
