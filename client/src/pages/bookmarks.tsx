// One's own bookmarks: what one asked to be reminded of first, then the newest. Nobody else sees this page.
import type { Bookmark } from '@hearth/shared/bookmark'
import { useMessages } from '../messages.ts'
import { bookmarkAddress, bookmarksAddress, withQuery } from '../parts/addresses.ts'
import { BookmarkList } from '../parts/bookmark-list.tsx'
import { Empty } from '../parts/empty.tsx'
import { OneButton } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { Pager } from '../parts/pager.tsx'

export type BookmarksPageProps = {
  items: Bookmark[]
  next: string | null
  /** The cursor that this page began at, null on the first page. */
  after: string | null
  show: 'all' | 'reminders'
  /** What was just removed, to put it back; its note is nowhere else any more. */
  removed: Bookmark | null
}

export function BookmarksPage(props: BookmarksPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('me.title') }]} lead={t('bookmarks.lead')}>
        {t('bookmarks.title')}
      </Heading>
      {props.removed && <Removed removed={props.removed} />}
      <Views show={props.show} />
      {props.items.length > 0 ? <BookmarkList bookmarks={props.items} /> : <None show={props.show} />}
      <Pages {...props} />
    </Column>
  )
}

/** The form carries what was removed, so that nothing of it lingers on the server. */
function Removed({ removed: { postId, note, remindAt, post } }: { removed: Bookmark }) {
  const t = useMessages()
  return (
    <div class="row">
      <p>{t('bookmarks.removed')}</p>
      {post && (
        <OneButton action={`${bookmarkAddress(postId)}/restore`} values={{ note, remindAt: remindAt ?? '' }} class="btn plain">
          {t('bookmarks.putBack')}
        </OneButton>
      )}
    </div>
  )
}

function Views({ show }: Pick<BookmarksPageProps, 'show'>) {
  const t = useMessages()
  return (
    <nav aria-label={t('bookmarks.show')}>
      <ul class="views">
        {(['all', 'reminders'] as const).map(view => (
          <li key={view}>
            <a href={withQuery(bookmarksAddress, { show: view === 'all' ? null : view })} aria-current={view === show ? 'page' : undefined}>
              {t(`bookmarks.show.${view}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function None({ show }: Pick<BookmarksPageProps, 'show'>) {
  const t = useMessages()
  return (
    <Empty title={t(`bookmarks.none.${show}`)}>
      <p>{t(`bookmarks.none.${show}.then`)}</p>
    </Empty>
  )
}

function Pages({ show, next, after }: BookmarksPageProps) {
  const t = useMessages()
  const address = (cursor: string | null) => withQuery(bookmarksAddress, { show: show === 'all' ? null : show, after: cursor })
  return (
    <Pager
      back={after === null ? null : { href: address(null), label: t('bookmarks.first') }}
      on={next === null ? null : { href: address(next), label: t('bookmarks.older') }}
    />
  )
}
