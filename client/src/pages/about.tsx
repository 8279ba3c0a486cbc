// About this community, and the agreement that everybody who joins accepts.
import { useMessages } from '../messages.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { Paragraphs } from '../parts/paragraphs.tsx'

export type AboutPageProps = {
  site: { name: string; tagline: string }
  /** The community's own clauses; the ones that come with Hearth when null. */
  agreement: string[] | null
}

const clauses = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

export function AboutPage({ site, agreement }: AboutPageProps) {
  const t = useMessages()
  const words = agreement ?? clauses.map(number => t(`agreement.${number}`))
  return (
    <Column>
      <Heading lead={site.tagline}>{t('about.title', { name: site.name })}</Heading>
      <div class="legible under-lead">
        <Paragraphs keys={['about.what', 'about.who', 'about.names', 'about.not']} />
        <h2 id="agreement" tabindex={-1}>
          {t('foot.agreement')}
        </h2>
        <p>{t('agreement.lead')}</p>
        <ol class="agree">
          {words.map(clause => (
            <li key={clause}>
              <span dir="auto">{clause}</span>
            </li>
          ))}
        </ol>
        <p>{t('agreement.broken')}</p>
      </div>
    </Column>
  )
}
