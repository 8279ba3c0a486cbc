// What a guest meets first: what this place is, and the ways in that the community has chosen.
import { useMessages } from '../messages.ts'
import { Heading } from './heading.tsx'

export function Welcome({ site, joining }: { site: { name: string; tagline: string }; joining: 'open' | 'approval' | 'invitation' }) {
  const t = useMessages()
  return (
    <>
      <Heading lead={site.tagline}>{site.name}</Heading>
      <div class="stack welcome">
        <p>{t('home.what')}</p>
        <p>{t(`joining.${joining}`)}</p>
      </div>
      <p class="row after-list">
        <a class="btn" href="/sign-in">
          {t('nav.signIn')}
        </a>
        <a class="btn second" href="/register">
          {t(joining === 'invitation' ? 'home.haveInvitation' : 'home.join')}
        </a>
      </p>
    </>
  )
}
