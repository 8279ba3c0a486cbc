// The whole document around a page: head, top bar with the ways out, main part, footer. No inline script or style anywhere.
import type { Reading } from '@hearth/shared/account'
import type { Language } from '@hearth/shared/languages'
import type { Role } from '@hearth/shared/role'
import type { ComponentChildren } from 'preact'
import { ReaderContext, type Translate } from './messages.ts'
import { LowEnergyContext } from './parts/energy.ts'
import { Footer } from './parts/footer.tsx'
import { SaidContext } from './parts/heading.tsx'
import { TopBar } from './parts/top-bar.tsx'

/** Absolute addresses; `description` is empty where a content note stands. */
export type Card = { canonical: string | null; description: string; feed: string | null }

export type Frame = {
  lang: string
  dir: 'ltr' | 'rtl'
  /** The other languages that this page can be had in; none on what answers a form. */
  otherLanguages: Language[]
  title: string
  /** The path of this page, for the navigation. */
  path: string
  me: { id: string; handle: string; displayName: string; roles: Role[] } | null
  reading: Reading
  site: {
    name: string
    tagline: string
    fundingLine: string
    disclaimer: string
    logoUrl: string | null
    /** Where "Leave quickly" goes. */
    exitUrl: string
    /** Whether everything here is invented. */
    demo: boolean
  }
  assets: { css: string[]; script: string | null; font: string | null }
  timeZone: string
  /** What the last form did, in a sentence; stands under the heading. */
  said?: string
  /** Whether search engines may keep this page. */
  indexable: boolean
  /** What is told to whoever shows a link to this page, or gathers pages: for guests alone, and for public pages alone. */
  card?: Card
  /** In a room nothing else is in the way: its name stands in the bar, without navigation and footer. `refresh`: seconds, without script. */
  room?: { title: string; line: string; refresh: number | null }
}

export function Document({ frame, t, children }: { frame: Frame; t: Translate; children: ComponentChildren }) {
  return (
    <html lang={frame.lang} dir={frame.dir} data-time-zone={frame.timeZone} {...readingMarks(frame.reading)}>
      <Head frame={frame} t={t} />
      <body>
        <ReaderContext.Provider value={{ t, lang: frame.lang, timeZone: frame.timeZone }}>
          <SaidContext.Provider value={frame.said}>
            <a class="skip" href="#main">
              {t('frame.skip')}
            </a>
            <TopBar frame={frame} />
            <main id="main" tabindex={-1} class={frame.room && 'room-main'}>
              <LowEnergyContext.Provider value={frame.reading.energy === 'low'}>{children}</LowEnergyContext.Provider>
            </main>
            {!frame.room && <Footer frame={frame} />}
          </SaidContext.Provider>
        </ReaderContext.Provider>
      </body>
    </html>
  )
}

/** What the reader chose; where nothing was chosen the device decides. */
function readingMarks({ theme, contrast, text, energy }: Reading) {
  return {
    ...(theme !== 'auto' && { 'data-theme': theme }),
    ...(contrast !== 'auto' && { 'data-contrast': contrast }),
    ...(text !== 'normal' && { 'data-text': text }),
    ...(energy !== 'usual' && { 'data-energy': energy }),
  }
}

function Head({ frame, t }: { frame: Frame; t: Translate }) {
  const { assets, site } = frame
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {!frame.indexable && <meta name="robots" content="noindex, nofollow, noarchive" />}
      {frame.indexable &&
        frame.otherLanguages.map(lang => <link key={lang} rel="alternate" hreflang={lang} href={`${frame.path}?lang=${lang}`} />)}
      {frame.card && <CardTags card={frame.card} title={frame.title} site={site.name} />}
      {!frame.card && !frame.me && <NoCard site={site.name} />}
      <title>{t('frame.title', { title: frame.title, site: site.name })}</title>
      <link rel="icon" type="image/svg+xml" href="/icon.svg" />
      {assets.font && <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />}
      {assets.css.map(href => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      {frame.room?.refresh && (
        <noscript>
          <meta http-equiv="refresh" content={String(frame.room.refresh)} />
        </noscript>
      )}
      {assets.script && <script type="module" src={assets.script} />}
    </head>
  )
}

function CardTags({ card, title, site }: { card: Card; title: string; site: string }) {
  return (
    <>
      {card.canonical && <link rel="canonical" href={card.canonical} />}
      {card.feed && <link rel="alternate" type="application/atom+xml" href={card.feed} />}
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={site} />
      <meta property="og:title" content={title} />
      {card.canonical && <meta property="og:url" content={card.canonical} />}
      {card.description && <meta property="og:description" content={card.description} />}
      {card.description && <meta name="description" content={card.description} />}
    </>
  )
}

/** What is not public is shown by the name of the community alone, and so is what is not there. */
function NoCard({ site }: { site: string }) {
  return <meta property="og:title" content={site} />
}
