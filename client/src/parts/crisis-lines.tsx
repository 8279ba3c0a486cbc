// Crisis lines as text: whom to reach, how, when, and whether anybody has checked the number.
import type { CrisisLine } from '@hearth/shared/site'
import { type Translate, useMessages, useReader } from '../messages.ts'
import { Badge } from './badge.tsx'
import { rich } from './rich.tsx'

/** Lines in the given order, gathered by country. */
export function byCountry(lines: readonly CrisisLine[]): Map<string, CrisisLine[]> {
  const countries = new Map<string, CrisisLine[]>()
  for (const line of lines) countries.set(line.countryName, [...(countries.get(line.countryName) ?? []), line])
  return countries
}

export function LineList({ lines }: { lines: readonly CrisisLine[] }) {
  return (
    <ul class="lines">
      {lines.map(line => (
        <Line key={`${line.country} ${line.service}`} line={line} />
      ))}
    </ul>
  )
}

function Line({ line }: { line: CrisisLine }) {
  const t = useMessages()
  const { lang } = useReader()
  return (
    <li>
      <p class="service">
        <bdi>{line.service}</bdi>
        {line.verifiedOn === null && <Badge kind="care">{t('lines.unverified')}</Badge>}
      </p>
      <ul class="ways-to">
        {line.call && <li>{rich(t('lines.call'), { number: () => <Callable text={line.call ?? ''} /> })}</li>}
        {line.text && <li>{rich(t('lines.text'), { number: () => <bdi class="num">{line.text}</bdi> })}</li>}
        {line.chat && <li>{rich(t('lines.chat'), { address: () => <Chat address={line.chat ?? ''} /> })}</li>}
      </ul>
      <p class="meta">{about(line, t, lang)}</p>
    </li>
  )
}

function about(line: CrisisLine, t: Translate, lang: string) {
  const languages = line.languages?.map(code => new Intl.DisplayNames(lang, { type: 'language' }).of(code) ?? code)
  const hours = line.hours === '24/7' ? t('lines.always') : line.hours === 'n/a' ? null : t('lines.hours', { hours: line.hours })
  const spoken = languages ? t('lines.languages', { languages: new Intl.ListFormat(lang).format(languages) }) : null
  return [hours, spoken, line.note].filter(Boolean).join(' ')
}

/** A link to call where the text is a single number. */
function Callable({ text }: { text: string }) {
  const one = /^[+\d][\d\s-]*$/.test(text)
  return one ? (
    <a class="num" href={`tel:${text.replace(/[\s-]/g, '')}`}>
      {text}
    </a>
  ) : (
    <bdi class="num">{text}</bdi>
  )
}

function Chat({ address }: { address: string }) {
  return (
    <a href={address} rel="noreferrer">
      {address.replace(/^https?:\/\//, '')}
    </a>
  )
}
