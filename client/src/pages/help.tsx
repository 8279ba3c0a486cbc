// Help now: for somebody one supports, for oneself, the lines of each country, and what "Leave quickly" does and does not do.
import type { CrisisLine } from '@hearth/shared/site'
import { useMessages } from '../messages.ts'
import { byCountry, LineList } from '../parts/crisis-lines.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns, Section } from '../parts/layout.tsx'
import { Points } from '../parts/paragraphs.tsx'
import { rich } from '../parts/rich.tsx'

export type HelpPageProps = { lines: CrisisLine[] }

export function HelpPage({ lines }: HelpPageProps) {
  const t = useMessages()
  return (
    <Columns aside={<LeaveQuickly />}>
      <Heading lead={t('help.lead')}>{t('foot.help')}</Heading>
      <p class="under-lead">{rich(t('help.emergency'), { b: words => <b>{words}</b> })}</p>
      <ul class="links jumps">
        <li>
          <a href="#me">{t('help.me')}</a>
        </li>
        <li>
          <a href="#supporting">{t('help.supporting')}</a>
        </li>
        <li>
          <a href="#lines">{t('help.lines')}</a>
        </li>
      </ul>
      <Section id="me" title={t('help.me')}>
        <div class="legible">
          <Points keys={['help.me.1', 'help.me.2', 'help.me.3', 'help.me.4']} />
        </div>
      </Section>
      <Section id="supporting" title={t('help.supporting')}>
        <div class="legible">
          <Points
            keys={[
              'help.supporting.1',
              'help.supporting.2',
              'help.supporting.3',
              'help.supporting.4',
              'help.supporting.5',
              'help.supporting.6',
            ]}
          />
        </div>
      </Section>
      <Lines lines={lines} />
    </Columns>
  )
}

function Lines({ lines }: HelpPageProps) {
  const t = useMessages()
  const countries = [...byCountry(lines)]
  const unverified = lines.some(line => line.verifiedOn === null)
  return (
    <Section id="lines" title={t('help.lines')}>
      {countries.length === 0 && <p>{t('help.noLines')}</p>}
      {unverified && <p class="note warn">{t('help.unverified')}</p>}
      {countries.length > 1 && (
        <nav aria-label={t('help.countries')}>
          <ul class="links-row">
            {countries.map(([country]) => (
              <li key={country}>
                <a href={`#${placeOf(country)}`}>{country}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {countries.map(([country, ofCountry]) => (
        <Country key={country} id={placeOf(country)} lines={ofCountry} />
      ))}
    </Section>
  )
}

function placeOf(country: string) {
  return `lines-${country.toLowerCase().replace(/[^\p{L}]+/gu, '-')}`
}

function Country({ id, lines }: { id: string; lines: CrisisLine[] }) {
  const t = useMessages()
  const emergency = lines.find(line => line.emergencyNumber)?.emergencyNumber
  return (
    <section class="country" aria-labelledby={id}>
      <h3 id={id} tabindex={-1}>
        {lines[0]?.countryName}
      </h3>
      {emergency && <p>{rich(t('help.emergencyNumber'), { number: () => <b class="num">{emergency}</b> })}</p>}
      <LineList lines={lines} />
    </section>
  )
}

function LeaveQuickly() {
  const t = useMessages()
  return (
    <Section id="leave-quickly" title={t('frame.leave')} set="note">
      <p>{t('leave.does')}</p>
      <p>{t('leave.doesNot')}</p>
      <p>{t('leave.instead')}</p>
    </Section>
  )
}
