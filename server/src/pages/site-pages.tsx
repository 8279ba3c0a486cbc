// Pages about the community: what it is, privacy, accessibility, help, and the icon and rules that browsers and robots ask for.
import { AboutPage, AccessibilityPage, HelpPage, PrivacyPage } from '@hearth/client/pages'
import { crisisLinesFor } from '../site/index.ts'
import type { PageDeps } from './index.tsx'
import { linesIn } from './ours.ts'
import type { PageRoutes } from './router.ts'

export function sitePages({ page }: PageRoutes, { config, siteIn }: PageDeps) {
  page('/about', ({ t, reader }) => {
    const site = siteIn(reader.lang)
    return { title: t('about.title', { name: site.name }), body: <AboutPage site={site} agreement={null} />, indexable: true }
  })
  page('/privacy', ({ t, reader }) => ({
    title: t('foot.privacy'),
    body: <PrivacyPage site={siteIn(reader.lang)} />,
    indexable: true,
  }))
  page('/accessibility', ({ t }) => ({ title: t('foot.accessibility'), body: <AccessibilityPage />, indexable: true }))
  page('/help', ({ t, reader }) => ({
    title: t('foot.help'),
    body: <HelpPage lines={linesIn(reader.lang, crisisLinesFor(config))} />,
    indexable: true,
  }))
}
