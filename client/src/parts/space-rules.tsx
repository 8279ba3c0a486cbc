// The aside of a space: who reads here, whether one may write without a name, and what to change when writing about others.
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { Section } from './layout.tsx'
import { rich } from './rich.tsx'
import { readersOf } from './space-list.tsx'

export function SpaceRules({ space, signedIn }: { space: Pick<Space, 'visibility' | 'anonymous'>; signedIn: boolean }) {
  const t = useMessages()
  return (
    <Section id="space-rules" title={t('space.rules')} set="note">
      <p>{readersSentence(space.visibility)}</p>
      {signedIn && <p>{t(space.anonymous ? 'space.anonymous' : 'space.named')}</p>}
      {signedIn ? <p>{t('space.disguise')}</p> : <p>{rich(t('space.guest'), { link: words => <a href="/sign-in">{words}</a> })}</p>}
    </Section>
  )

  function readersSentence(visibility: Space['visibility']) {
    if (visibility === 'public') return t('space.readPublic')
    if (visibility === 'members') return t('space.readMembers')
    return t('space.readRole', { readers: readersOf(visibility, t) })
  }
}
