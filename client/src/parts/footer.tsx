// The foot of every page: five links, low-energy mode, the other languages, where help is, who pays, and whose time is shown.
import type { Language } from '@hearth/shared/languages'
import type { Frame } from '../frame.tsx'
import { type MessageKey, useMessages } from '../messages.ts'
import { rich } from './rich.tsx'

const links: [MessageKey, string][] = [
  ['foot.agreement', '/about#agreement'],
  ['foot.privacy', '/privacy'],
  ['foot.accessibility', '/accessibility'],
  ['foot.reading', '/reading'],
  ['foot.help', '/help'],
]

export function Footer({ frame }: { frame: Frame }) {
  const t = useMessages()
  const { site } = frame
  return (
    <footer class="foot">
      <div class="shell">
        <ul>
          {links.map(([key, href]) => (
            <li key={href}>
              <a href={href}>{t(key)}</a>
            </li>
          ))}
          <li>
            <EnergyButton low={frame.reading.energy === 'low'} />
          </li>
          {frame.otherLanguages.map(language => (
            <li key={language}>
              <LanguageButton language={language} />
            </li>
          ))}
        </ul>
        <p>{rich(t('foot.danger'), { b: words => <b>{words}</b>, link: words => <a href="/help">{words}</a> })}</p>
        {site.logoUrl && <img class="logo" src={site.logoUrl} alt="" />}
        {site.fundingLine && <p dir="auto">{site.fundingLine}</p>}
        {site.disclaimer && <p dir="auto">{site.disclaimer}</p>}
        <p>{t('foot.times', { zone: frame.timeZone.replaceAll('_', ' ') })}</p>
      </div>
    </footer>
  )
}

/** Into low-energy mode and out of it, from every page and back to it. */
function EnergyButton({ low }: { low: boolean }) {
  const t = useMessages()
  return (
    <form method="post" action="/reading/energy" class="one-button">
      <button type="submit" class="as-link" name="energy" value={low ? 'usual' : 'low'}>
        {t(low ? 'energy.turnOff' : 'energy.turnOn')}
      </button>
    </form>
  )
}

/** A button and no link: what it chooses lasts. It leads back to the page that it is on. */
function LanguageButton({ language }: { language: Language }) {
  const t = useMessages()
  return (
    <form method="post" action="/language" class="one-button">
      <button type="submit" class="as-link" name="language" value={language} lang={language}>
        {t(`language.${language}`)}
      </button>
    </form>
  )
}
