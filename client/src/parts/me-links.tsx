// Beside one's own page: how one reads, and what one looks after.
import { useMessages } from '../messages.ts'
import { bookmarksAddress, draftsAddress, ownFeedsAddress } from './addresses.ts'

export function MeLinks({
  manage,
}: {
  manage: { members: boolean; invitations: boolean; spaces: boolean; tags: boolean; reports: boolean }
}) {
  const t = useMessages()
  const duties = (['members', 'invitations', 'spaces', 'tags', 'reports'] as const).filter(duty => manage[duty])
  return (
    <>
      <section aria-labelledby="me-reading">
        <h2 id="me-reading">{t('me.reading')}</h2>
        <ul class="links">
          <li>
            <a href={bookmarksAddress}>{t('bookmarks.title')}</a>
          </li>
          <li>
            <a href="/reading">{t('foot.reading')}</a>
          </li>
          <li>
            <a href="/waiting">{t('me.waiting')}</a>
          </li>
          <li>
            <a href={ownFeedsAddress}>{t('feeds.title')}</a>
            <a href="/inbox">{t('inbox.title')}</a>
          </li>
          <li>
            <a href="/attention">{t('attention.title')}</a>
          </li>
        </ul>
      </section>
      <section aria-labelledby="me-writing">
        <h2 id="me-writing">{t('me.writing')}</h2>
        <ul class="links">
          <li>
            <a href={draftsAddress}>{t('drafts.title')}</a>
          </li>
        </ul>
      </section>
      {duties.length > 0 && (
        <section aria-labelledby="me-manage">
          <h2 id="me-manage">{t('manage.title')}</h2>
          <ul class="links">
            {duties.map(duty => (
              <li key={duty}>
                <a href={`/manage/${duty}`}>{t(`manage.${duty}`)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
