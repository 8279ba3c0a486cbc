// Pages about the community: what it is, privacy, accessibility, help, and the icon and rules that browsers and robots ask for.
import { AboutPage, AccessibilityPage, HelpPage, PrivacyPage } from '@hearth/client/pages'
import { crisisLinesFor } from '../site/index.ts'
import type { PageDeps } from './index.tsx'
import type { PageRoutes } from './router.ts'

export function sitePages({ page }: PageRoutes, { config, site }: PageDeps) {
  page('/about', ({ t }) => ({
    title: t('about.title', { name: site.name }),
    body: <AboutPage site={site} agreement={null} />,
    indexable: true,
  }))
  page('/privacy', ({ t }) => ({ title: t('foot.privacy'), body: <PrivacyPage site={site} />, indexable: true }))
  page('/accessibility', ({ t }) => ({ title: t('foot.accessibility'), body: <AccessibilityPage />, indexable: true }))
  page('/help', ({ t }) => ({ title: t('frame.help'), body: <HelpPage lines={crisisLinesFor(config)} />, indexable: true }))
}
