// One bookmark: the note and the time to be reminded, in one's own time zone.
import type { Bookmark } from '@hearth/shared/bookmark'
import { limits } from '@hearth/shared/limits'
import { useMessages, useReader } from '../messages.ts'
import { bookmarkAddress, bookmarksAddress } from '../parts/addresses.ts'
import { bookmarkedAddress } from '../parts/bookmark-list.tsx'
import { TextArea, TextField } from '../parts/fields.tsx'
import { Form, OneButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { SubmitOrBack } from '../parts/submit-or-back.tsx'

export type BookmarkPageProps = {
  bookmark: Bookmark
  /** The reminder in the reader's zone; empty for none. */
  reminder: { day: string; time: string }
  form: FormState
}

export function BookmarkPage({ bookmark, reminder, form }: BookmarkPageProps) {
  const t = useMessages()
  const { timeZone } = useReader()
  const { post, postId, note } = bookmark
  const crumbs = [{ href: bookmarksAddress, name: t('bookmarks.title') }]
  return (
    <Column>
      <Heading back={post ? [...crumbs, { href: bookmarkedAddress(post), name: post.title }] : crumbs} lead={t('bookmarks.onlyYou')}>
        {t('bookmark.title')}
      </Heading>
      <Form id="bookmark" action={bookmarkAddress(postId)} state={form} class="under-lead">
        <TextArea name="note" label={t('bookmark.note')} rows={4} maxLength={limits.bookmarkNoteMax} value={note} />
        <TextField name="day" type="date" label={t('bookmark.day')} hint={t('bookmark.dayHint')} value={reminder.day} short />
        <TextField
          name="time"
          type="time"
          label={t('bookmark.time')}
          hint={t('bookmark.timeHint', { zone: timeZone })}
          value={reminder.time}
          short
        />
        <SubmitOrBack submit={t('form.save')} back={bookmarksAddress} />
      </Form>
      <p class="under-fields">
        <OneButton action={`${bookmarkAddress(postId)}/remove`} class="btn plain">
          {t('bookmarks.remove')}
        </OneButton>
      </p>
    </Column>
  )
}
