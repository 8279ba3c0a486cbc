// The pages and forms of bookmarks: kept from a post, listed, noted, removed and put back.
import { BookmarkPage, BookmarksPage, freshForm } from '@hearth/client/pages'
import type { Bookmark } from '@hearth/shared/bookmark'
import type { Fault } from '@hearth/shared/problems'
import { instantOf, localTimeOf } from '../local-time.ts'
import { Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { hardIn, titleFor } from './covered.ts'
import { bodyOf, textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

export function bookmarkPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/bookmarks', visit => listPage(deps, visit))
  page('/bookmarks/:postId', visit => bookmarkPage(deps, visit))
  form('/bookmarks/:postId', (visit, fields) => save(deps, visit, fields))
  form('/bookmarks/:postId/add', visit => add(deps, visit))
  form('/bookmarks/:postId/remove', visit => remove(deps, visit))
  form('/bookmarks/:postId/restore', (visit, fields) => restore(deps, visit, fields))
}

const perPage = 20
const idIn = (visit: Visit) => ({ postId: visit.params.postId ?? '' })
/** When only a day is given: the beginning of most people's day. */
const morning = '09:00'

async function listPage({ marks }: PageDeps, visit: Visit, removed: Bookmark | null = null): Promise<Page> {
  const show = visit.query.show === 'reminders' ? 'reminders' : 'all'
  const after = visit.query.after ?? null
  if (!visit.reader.me) throw new Problem('not-signed-in')
  const { items, next } = await ask(visit, marks.actions.listBookmarks, { query: { show, limit: perPage, ...(after && { after }) } })
  return {
    title: visit.t('bookmarks.title'),
    body: <BookmarksPage items={items.map(item => coveredMark(visit, item))} next={next} after={after} show={show} removed={removed} />,
  }
}

/** One's own way back stays; the words of the post are folded away where they touch the reader's list. */
function coveredMark(visit: Visit, bookmark: Bookmark): Bookmark {
  const { post } = bookmark
  if (!post) return bookmark
  const excerpt = hardIn(visit, { text: post.excerpt }).hard ? '' : post.excerpt
  return { ...bookmark, post: { ...post, excerpt, title: titleFor(visit, post) } }
}

async function bookmarkPage({ marks }: PageDeps, visit: Visit, tried?: { fields: Fields; problem: Problem }): Promise<Page> {
  const bookmark = await ask(visit, marks.actions.seeBookmark, { params: idIn(visit) })
  const reminder = bookmark.remindAt ? localTimeOf(new Date(bookmark.remindAt), visit.reader.timeZone) : { day: '', time: '' }
  const form = tried ? { values: tried.fields, problem: problemJson(tried.problem) } : freshForm()
  return {
    title: visit.t('bookmark.title'),
    body: <BookmarkPage bookmark={bookmark} reminder={reminder} form={form} />,
    ...(tried ? { status: tried.problem.status } : {}),
  }
}

async function save(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const remindAt = reminderOf(fields, visit.reader.timeZone)
      const body = bodyOf('PUT /api/bookmarks/:postId', { note: textField(fields, 'note'), remindAt })
      await ask(visit, deps.marks.actions.putBookmark, { params: idIn(visit), body })
      return goTo('/bookmarks', 'said.saved')
    },
    problem => bookmarkPage(deps, visit, { fields, problem }),
  )
}

/** Null for none. Throws `invalid-input` at the field that is no day or no time. */
function reminderOf(fields: Fields, timeZone: string): string | null {
  const [day, time] = [textField(fields, 'day').trim(), textField(fields, 'time').trim()]
  if (day === '' && time === '') return null
  const instant = instantOf({ day, time: time || morning }, timeZone)
  if (instant) return instant.toISOString()
  const faulty = instantOf({ day, time: morning }, 'UTC') ? 'time' : 'day'
  const code = textField(fields, faulty).trim() === '' ? 'required' : 'invalid-format'
  throw new Problem('invalid-input', { errors: [{ pointer: `/${faulty}`, code, message: 'is not one' } satisfies Fault] })
}

/** From under a post: what is noted already stays. */
async function add(deps: PageDeps, visit: Visit) {
  const { actions } = deps.marks
  const known = await ask(visit, actions.seeBookmark, { params: idIn(visit) }).catch(() => null)
  const kept = { note: known?.note ?? '', remindAt: known?.remindAt ?? null }
  return backToPost(await ask(visit, actions.putBookmark, { params: idIn(visit), body: kept }))
}

function backToPost({ post }: Bookmark) {
  if (!post) return goTo('/bookmarks', 'said.bookmarked')
  return goTo(
    post.n === null ? `/topics/${post.topicId}#original` : `/topics/${post.topicId}?around=${post.n}#r-${post.n}`,
    'said.bookmarked',
  )
}

/** Answers the list itself: the note is carried by the form that puts it back, and must stand in no address. */
async function remove(deps: PageDeps, visit: Visit) {
  const { actions } = deps.marks
  const removed = await ask(visit, actions.seeBookmark, { params: idIn(visit) }).catch(() => null)
  await ask(visit, actions.removeBookmark, { params: idIn(visit) })
  return listPage(deps, visit, removed)
}

async function restore({ marks }: PageDeps, visit: Visit, fields: Fields) {
  const body = bodyOf('PUT /api/bookmarks/:postId', { note: textField(fields, 'note'), remindAt: textField(fields, 'remindAt') || null })
  await ask(visit, marks.actions.putBookmark, { params: idIn(visit), body })
  return goTo('/bookmarks', 'said.bookmarked')
}
