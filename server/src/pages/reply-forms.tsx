// The forms of replies: post, preview, edit, take back, restore, and the history of one.
import { EditPage, HistoryPage, RemovePage } from '@hearth/client/pages'
import { Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { foldedFor, hardWordings, titleFor } from './covered.ts'
import { keepDraft } from './drafts-in-forms.ts'
import { editBegun, keepEdit, type Tried } from './edit-state.ts'
import { writingForm } from './expired.tsx'
import { bodyOf, contentNotesOf, optionalField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, newId, type PageRoutes } from './router.ts'
import { topicPage } from './topic-page.tsx'
import { type Fields, goTo, type Visit } from './visit.ts'
import { appearsOf } from './when-fields.ts'

export function replyForms(routes: PageRoutes, deps: PageDeps) {
  const { page, form } = routes
  writingForm(routes, deps, '/topics/:topicId/replies', 'reply', (visit, fields) => postReply(deps, visit, fields))
  page('/replies/:replyId', visit => permalink(deps, visit))
  page('/replies/:replyId/edit', visit => editPage(deps, visit))
  writingForm(routes, deps, '/replies/:replyId/edit', 'edit', (visit, fields) => edit(deps, visit, fields))
  page('/replies/:replyId/history', visit => history(deps, visit))
  page('/replies/:replyId/remove', visit => removePage(deps, visit))
  form('/replies/:replyId/remove', visit => remove(deps, visit))
  form('/replies/:replyId/restore', visit => restore(deps, visit))
}

const idIn = (visit: Visit) => ({ replyId: visit.params.replyId ?? '' })
const placeOf = (reply: { topicId: string; n: number }) => `/topics/${reply.topicId}?around=${reply.n}#r-${reply.n}`

async function postReply(deps: PageDeps, visit: Visit, fields: Fields) {
  const topicId = visit.params.topicId ?? ''
  const state = { id: optionalField(fields, 'id') ?? newId(), parentId: optionalField(fields, 'parentId') ?? null }
  const again = (problem: Problem | undefined, previewHtml: string | null) =>
    topicPage(deps, visit, {
      ...state,
      previewHtml,
      form: { values: fields, problem: problem ? problemJson(problem) : null },
      ...(problem ? { problem } : {}),
    })
  return attempt(
    async () => {
      if (textField(fields, 'do') === 'keep') {
        await keepDraft(deps, visit, { kind: 'reply', placeId: topicId }, { postId: state.id, parentId: state.parentId }, fields)
        return goTo(`/topics/${topicId}#compose`, 'said.draftKept')
      }
      const given = {
        id: state.id,
        parentId: state.parentId,
        body: textField(fields, 'body'),
        contentNotes: contentNotesOf(fields),
        anonymous: yesField(fields, 'anonymous'),
        draft: optionalField(fields, 'draft'),
      }
      const body = bodyOf('POST /api/topics/:topicId/replies', given)
      if (textField(fields, 'do') === 'preview')
        return again(undefined, (await ask(visit, deps.topics.actions.preview, { body: { body: body.body } })).html)
      const appears = appearsOf(visit, fields)
      if (appears !== 'no') return waitWith(deps, visit, { ...body, what: 'reply', topicId, appears })
      return goTo(placeOf(await ask(visit, deps.replies.actions.post, { params: { topicId }, body })), 'said.replyPosted')
    },
    problem => again(problem, null),
  )
}

/** Back to the topic, where it is told when the reply appears. */
async function waitWith({ later }: PageDeps, visit: Visit, given: object) {
  const { id, topicId } = await ask(visit, later.actions.write, { body: bodyOf('POST /api/waiting-posts', given) })
  return goTo(`/topics/${topicId}?waiting=${id}#waiting`)
}

async function permalink({ replies }: PageDeps, visit: Visit) {
  return goTo(placeOf(await ask(visit, replies.actions.read, { params: idIn(visit) })))
}

async function editPage(deps: PageDeps, visit: Visit, tried?: Tried) {
  const source = await ask(visit, deps.replies.actions.source, { params: idIn(visit) })
  const { reply, topic } = await standing(deps, visit)
  const begun = await editBegun(deps, visit, { kind: 'edit-reply', placeId: source.id }, source.seq, tried)
  const props = {
    what: 'reply' as const,
    id: source.id,
    back: placeOf(reply),
    topicTitle: titleFor(visit, topic),
    source,
    mayAnnounce: false,
    ...begun,
  }
  return { title: visit.t('edit.reply'), body: <EditPage {...props} />, ...(tried?.problem ? { status: tried.problem.status } : {}) }
}

/** The reply and its topic, for pages about one reply. */
async function standing({ replies, topics }: PageDeps, visit: Visit) {
  const reply = await ask(visit, replies.actions.read, { params: idIn(visit) })
  return { reply, topic: await ask(visit, topics.actions.read, { params: { topicId: reply.topicId } }) }
}

async function edit(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      if (textField(fields, 'do') === 'keep') return keepEdit(deps, visit, { kind: 'edit-reply', placeId: idIn(visit).replyId }, fields)
      const body = bodyOf('PATCH /api/replies/:replyId', {
        draft: optionalField(fields, 'draft'),
        body: textField(fields, 'body'),
        contentNotes: contentNotesOf(fields),
        basedOn: Number(textField(fields, 'basedOn')),
      })
      if (textField(fields, 'do') === 'preview')
        return editPage(deps, visit, {
          fields,
          previewHtml: (await ask(visit, deps.topics.actions.preview, { body: { body: body.body ?? '' } })).html,
        })
      return goTo(placeOf(await ask(visit, deps.replies.actions.edit, { params: idIn(visit), body })), 'said.saved')
    },
    problem => editPage(deps, visit, { fields, problem }),
  )
}

async function history(deps: PageDeps, visit: Visit) {
  const revisions = await ask(visit, deps.replies.actions.history, { params: idIn(visit) })
  const { reply, topic } = await standing(deps, visit)
  return {
    title: visit.t('history.reply'),
    body: (
      <HistoryPage
        what="reply"
        back={placeOf(reply)}
        topicTitle={titleFor(visit, topic)}
        {...revisions}
        {...hardWordings(visit, [...revisions.items, revisions.current], reply.mine)}
      />
    ),
  }
}

async function removePage(deps: PageDeps, visit: Visit) {
  const { reply, topic } = await standing(deps, visit)
  const { id, html, mine } = reply
  if (!reply.can.remove) throw new Problem(visit.reader.me ? 'not-allowed' : 'not-signed-in')
  return {
    title: visit.t(mine ? 'remove.reply.own' : 'remove.reply.other'),
    body: (
      <RemovePage
        {...{ what: 'reply' as const, id, html, mine }}
        back={placeOf(reply)}
        topicTitle={titleFor(visit, topic)}
        {...foldedFor(visit, reply)}
      />
    ),
  }
}

async function remove({ replies }: PageDeps, visit: Visit) {
  return goTo(placeOf(await ask(visit, replies.actions.remove, { params: idIn(visit) })), 'said.removed')
}

async function restore({ replies }: PageDeps, visit: Visit) {
  return goTo(placeOf(await ask(visit, replies.actions.restore, { params: idIn(visit) })), 'said.restored')
}
