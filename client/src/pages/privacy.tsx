// Privacy in plain words: what is kept, who sees it, how long, and what this place cannot promise.
import { useMessages } from '../messages.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { Paragraphs, Points } from '../parts/paragraphs.tsx'
import { rich } from '../parts/rich.tsx'

export type PrivacyPageProps = { site: { name: string } }

export function PrivacyPage({ site }: PrivacyPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading lead={t('privacy.lead')}>{t('foot.privacy')}</Heading>
      <div class="legible under-lead">
        <h2>{t('privacy.seenTitle')}</h2>
        <Points
          keys={[
            'privacy.seen.guests',
            'privacy.seen.members',
            'privacy.seen.anonymous',
            'privacy.seen.coordinators',
            'privacy.seen.rooms',
            'privacy.seen.administrators',
          ]}
        />
        <h2>{t('privacy.keptTitle')}</h2>
        <Points
          keys={[
            'privacy.kept.account',
            'privacy.kept.words',
            'privacy.kept.rooms',
            'privacy.kept.reading',
            'privacy.kept.signIns',
            'privacy.kept.log',
          ]}
        />
        <h2>{t('privacy.notTitle')}</h2>
        <Points keys={['privacy.not.mail', 'privacy.not.third', 'privacy.not.cookies', 'privacy.not.counts']} />
        <h2>{t('privacy.backTitle')}</h2>
        <Paragraphs keys={['privacy.back', 'privacy.edits']} />
        <h2>{t('privacy.othersTitle')}</h2>
        <Paragraphs keys={['privacy.others', 'privacy.employer']} />
        <h2>{t('privacy.limitsTitle')}</h2>
        <Paragraphs keys={['privacy.limits']} />
        <p>{rich(t('privacy.ask'), { site: () => <bdi>{site.name}</bdi>, link: words => <a href="/about">{words}</a> })}</p>
      </div>
    </Column>
  )
}
