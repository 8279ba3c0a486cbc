// Bookmarks as a list: the way back to each post, one's own note, and the reminder.
import type { Bookmark } from '@hearth/shared/bookmark'
import { useMessages } from '../messages.ts'
import { bookmarkAddress, placeAddress, topicAddress } from './addresses.ts'
import { Badge } from './badge.tsx'
import { nameOf } from './byline.tsx'
import { Facts } from './facts.tsx'
import { OneButton } from './form.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

type Post = NonNullable<Bookmark['post']>

export function BookmarkList({ bookmarks }: { bookmarks: Bookmark[] }) {
  return (
    <ul class="list bookmarks">
      {bookmarks.map(bookmark => (
        <li key={bookmark.postId}>
          {bookmark.post ? <PostOf post={bookmark.post} /> : <Unreadable />}
          <Note note={bookmark.note} />
          <FactsOf bookmark={bookmark} />
          <Ways bookmark={bookmark} />
        </li>
      ))}
    </ul>
  )
}

function PostOf({ post }: { post: Post }) {
  return (
    <>
      <h2 class="list-title">
        <a href={bookmarkedAddress(post)} dir="auto">
          {post.title}
        </a>
      </h2>
      {post.excerpt && (
        <p class="say" lang={post.lang} dir="auto">
          {post.excerpt}
        </p>
      )}
    </>
  )
}

/** Where the bookmarked post stands. */
export function bookmarkedAddress({ topicId, n }: Pick<Post, 'topicId' | 'n'>) {
  return n === null ? topicAddress(topicId) : placeAddress(topicId, n)
}

function Unreadable() {
  return <h2 class="list-title">{useMessages()('bookmarks.unreadable')}</h2>
}

function Note({ note }: { note: string }) {
  const t = useMessages()
  if (note === '') return null
  return (
    <p class="own-note">{rich(t('bookmarks.yourNote'), { b: words => <b>{words}</b>, note: () => <bdi class="lines">{note}</bdi> })}</p>
  )
}

function FactsOf({ bookmark: { post, due, remindAt, createdAt } }: { bookmark: Bookmark }) {
  const t = useMessages()
  const at = () => <Time at={remindAt ?? createdAt} />
  return (
    <Facts
      items={[
        due && <Badge kind="fresh">{t('bookmarks.due')}</Badge>,
        remindAt && rich(t(due ? 'bookmarks.dueSince' : 'bookmarks.remindAt'), { when: at }),
        post && post.contentNotes.length > 0 && (
          <Badge kind="cn">{rich(t('row.contentNote'), { notes: () => <bdi>{post.contentNotes.join(', ')}</bdi> })}</Badge>
        ),
        post?.removed && t('bookmarks.takenBack'),
        post && rich(t(post.n === null ? 'bookmarks.topicOf' : 'bookmarks.replyOf'), { name: () => <bdi>{nameOf(post.author, t)}</bdi> }),
        rich(t('bookmarks.kept'), { when: () => <Time at={createdAt} style="shortDay" /> }),
      ]}
    />
  )
}

function Ways({ bookmark: { postId, post, note } }: { bookmark: Bookmark }) {
  const t = useMessages()
  const which = post?.title ?? t('bookmarks.unreadable')
  return (
    <div class="acts">
      {post && (
        <a class="act" href={bookmarkAddress(postId)} aria-label={t('bookmarks.changeWhich', { which })}>
          {t(note === '' ? 'bookmarks.addNote' : 'bookmarks.change')}
        </a>
      )}
      <OneButton action={`${bookmarkAddress(postId)}/remove`} label={t('bookmarks.removeWhich', { which })}>
        {t('bookmarks.remove')}
      </OneButton>
    </div>
  )
}
