// The foot of every page: five links, where help is, who pays, and whose time is shown.
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
