// Who wrote something, in words and as a link where there is a profile to see.
import type { Byline as Author } from '@hearth/shared/person'
import { type Translate, useMessages } from '../messages.ts'
import { personAddress } from './addresses.ts'

export function nameOf(author: Author, t: Translate): string {
  if (author.kind === 'member') return author.displayName
  if (author.kind === 'anonymous') return author.alias
  return author.kind === 'former-member' ? t('byline.formerMember') : t('byline.registeredMember')
}

export function Byline({ author }: { author: Author }) {
  const name = nameOf(author, useMessages())
  if (author.kind !== 'member') return <bdi>{name}</bdi>
  return (
    <a href={personAddress(author.handle)}>
      <bdi>{name}</bdi>
    </a>
  )
}
