// What an author is called outside of pages, by the same words as on them.
import type { Translate } from '@hearth/client/pages'
import type { Byline } from '@hearth/shared/person'

export function nameOf(author: Byline, t: Translate): string {
  if (author.kind === 'member') return author.displayName
  if (author.kind === 'anonymous') return author.alias
  return t(author.kind === 'former-member' ? 'byline.formerMember' : 'byline.registeredMember')
}
