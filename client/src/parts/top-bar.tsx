// The bar that is always there: the mark, the main navigation, help and the way out.
import type { Frame } from '../frame.tsx'
import { type MessageKey, useMessages } from '../messages.ts'
import { searchAddress } from './addresses.ts'
import { Arch, Icon, type IconName } from './icons.tsx'

type Place = { key: MessageKey; href: string; icon: IconName; holds: RegExp }

const home: Place = { key: 'nav.home', href: '/', icon: 'home', holds: /^\/(inbox)?$/ }
const spaces: Place = { key: 'nav.spaces', href: '/spaces', icon: 'spaces', holds: /^\/(spaces|topics|replies)\b/ }
const rooms: Place = { key: 'nav.rooms', href: '/rooms', icon: 'rooms', holds: /^\/(rooms|sessions|formats)\b/ }
const mine: Place = { key: 'nav.me', href: '/me', icon: 'person', holds: /^\/(me|manage|attention|bookmarks)\b/ }
const signIn: Place = { key: 'nav.signIn', href: '/sign-in', icon: 'person', holds: /^\/(sign-in|register|recover|reset-password)\b/ }

/** Where one can go: the library takes its place here. */
function placesFor(frame: Frame): Place[] {
  return frame.me ? [home, spaces, rooms, mine] : [home, spaces, signIn]
}

export function TopBar({ frame }: { frame: Frame }) {
  const t = useMessages()
  return (
    <>
      <header class={frame.room ? 'top room-top' : 'top'}>
        <div class="shell top-in">
          {frame.room ? (
            <p class="where">
              <b dir="auto">{frame.room.title}</b>
              <span dir="auto" id="room-line">
                {frame.room.line}
              </span>
            </p>
          ) : (
            <>
              <a class="brand" href="/">
                <Arch />
                <bdi class="site-name">{frame.site.name}</bdi>
              </a>
              <Navigation frame={frame} />
            </>
          )}
          {!frame.room && (
            <a class="help" href={searchAddress} aria-current={frame.path === searchAddress ? 'page' : undefined}>
              {t('frame.search')}
            </a>
          )}
          <a class="help" href="/help">
            {t('frame.help')}
          </a>
          <a class="exit" href={frame.site.exitUrl} rel="noreferrer" data-exit>
            <Icon name="leave" />
            {t('frame.leave')}
          </a>
        </div>
      </header>
      {frame.site.demo && (
        <aside class="demo" aria-label={t('frame.demoLabel')}>
          <p class="shell">{t('frame.demo')}</p>
        </aside>
      )}
    </>
  )
}

function Navigation({ frame }: { frame: Frame }) {
  const t = useMessages()
  return (
    <nav class="nav" aria-label={t('nav.label')}>
      <ul>
        {placesFor(frame).map(place => (
          <li key={place.href}>
            <a href={place.href} aria-current={currency(place, frame.path)}>
              <Icon name={place.icon} />
              {t(place.key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function currency(place: Place, path: string) {
  if (path === place.href) return 'page'
  return place.holds.test(path) ? 'true' : undefined
}
