// The forms of writing a topic: start, preview, edit, take back, restore, and its history.
import { ComposePage, EditPage, HistoryPage, RemovePage } from '@hearth/client/pages'
import { limits } from '@hearth/shared/limits'
import { Problem } from '../problem.ts'
import { ask } from './ask.ts'
import { type Tried, triedState } from './edit-state.ts'
import { writingForm } from './expired.tsx'
import { bodyOf, contentNotesOf, optionalField, splitField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, newId, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Visit } from './visit.ts'
import { appearsOf } from './when-fields.ts'

export function topicForms(routes: PageRoutes, deps: PageDeps) {
  const { page, form } = routes
  page('/spaces/:spaceId/compose', visit => composePage(deps, visit))
  writingForm(routes, deps, '/spaces/:spaceId/topics', 'topic', (visit, fields) => start(deps, visit, fields))
  page('/topics/:topicId/edit', visit => editPage(deps, visit))
  writingForm(routes, deps, '/topics/:topicId/edit', 'edit', (visit, fields) => edit(deps, visit, fields))
  page('/topics/:topicId/history', visit => history(deps, visit))
  page('/topics/:topicId/remove', visit => removePage(deps, visit))
  form('/topics/:topicId/remove', async visit =>
    goTo(address(await ask(visit, deps.topics.actions.remove, { params: idIn(visit) })), 'said.removed'),
  )
  form('/topics/:topicId/restore', async visit =>
    goTo(address(await ask(visit, deps.topics.actions.restore, { params: idIn(visit) })), 'said.restored'),
  )
}

const idIn = (visit: Visit) => ({ topicId: visit.params.topicId ?? '' })
const address = (topic: { id: string; slug: string }) => `/topics/${topic.id}/${topic.slug}`

async function composePage({ spaces, search }: PageDeps, visit: Visit, tried?: Tried & { id: string }) {
  const space = await ask(visit, spaces.actions.read, { params: { spaceId: visit.params.spaceId ?? '' } })
  if (!visit.reader.me) throw new Problem('not-signed-in')
  if (!space.can.post) throw new Problem(space.archivedAt ? 'space-archived' : 'not-allowed')
  const title = tried ? textField(tried.fields, 'title').slice(0, limits.titleMax) : ''
  const near = title ? (await ask(visit, search.actions.similar, { query: { title } })).items : []
  const props = {
    space,
    id: tried?.id ?? newId(),
    displayName: visit.reader.me.displayName,
    postsWait: visit.reader.postsWait,
    mayAnnounce: true,
    near,
    ...triedState(tried),
  }
  return { title: visit.t('space.start'), body: <ComposePage {...props} />, ...(tried?.problem ? { status: tried.problem.status } : {}) }
}

async function start(deps: PageDeps, visit: Visit, fields: Fields) {
  const id = optionalField(fields, 'id') ?? newId()
  return attempt(
    async () => {
      const body = bodyOf('POST /api/spaces/:spaceId/topics', { id, ...wordsOf(fields), anonymous: yesField(fields, 'anonymous') })
      if (textField(fields, 'do') === 'preview')
        return composePage(deps, visit, { id, fields, previewHtml: await preview(deps, visit, body.body) })
      const appears = appearsOf(visit, fields)
      if (appears !== 'no') return waitWith(deps, visit, { ...body, appears })
      return goTo(
        address(await ask(visit, deps.topics.actions.start, { params: { spaceId: visit.params.spaceId ?? '' }, body })),
        'said.topicPosted',
      )
    },
    problem => composePage(deps, visit, { id, fields, problem }),
  )
}

async function waitWith({ later }: PageDeps, visit: Visit, given: object) {
  const body = bodyOf('POST /api/waiting-posts', { ...given, what: 'topic', spaceId: visit.params.spaceId })
  await ask(visit, later.actions.write, { body })
  return goTo('/waiting', 'said.waits')
}

async function preview({ topics }: PageDeps, visit: Visit, body: string) {
  return (await ask(visit, topics.actions.preview, { body: { body } })).html
}

function wordsOf(fields: Fields) {
  return {
    title: textField(fields, 'title'),
    body: textField(fields, 'body'),
    kind: optionalField(fields, 'kind'),
    tags: splitField(fields, 'tags'),
    contentNotes: contentNotesOf(fields),
    crisisLines: yesField(fields, 'crisisLines'),
  }
}

async function editPage({ topics }: PageDeps, visit: Visit, tried?: Tried) {
  const source = await ask(visit, topics.actions.source, { params: idIn(visit) })
  const topic = await ask(visit, topics.actions.read, { params: idIn(visit) })
  const props = {
    what: 'topic' as const,
    id: topic.id,
    details: source,
    back: address(topic),
    topicTitle: topic.title,
    source,
    mayAnnounce: true,
    ...triedState(tried),
  }
  return { title: visit.t('edit.topic'), body: <EditPage {...props} />, ...(tried?.problem ? { status: tried.problem.status } : {}) }
}

async function edit(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const body = bodyOf('PATCH /api/topics/:topicId', { ...wordsOf(fields), basedOn: Number(textField(fields, 'basedOn')) })
      if (textField(fields, 'do') === 'preview')
        return editPage(deps, visit, { fields, previewHtml: await preview(deps, visit, body.body ?? '') })
      return goTo(address(await ask(visit, deps.topics.actions.change, { params: idIn(visit), body })), 'said.saved')
    },
    (problem: Problem) => editPage(deps, visit, { fields, problem }),
  )
}

async function history({ topics }: PageDeps, visit: Visit) {
  const revisions = await ask(visit, topics.actions.history, { params: idIn(visit) })
  const topic = await ask(visit, topics.actions.read, { params: idIn(visit) })
  return {
    title: visit.t('history.topic'),
    body: <HistoryPage what="topic" back={address(topic)} topicTitle={topic.title} {...revisions} />,
  }
}

async function removePage({ topics }: PageDeps, visit: Visit) {
  const topic = await ask(visit, topics.actions.read, { params: idIn(visit) })
  const { id, html, mine } = topic
  if (!topic.can.remove) throw new Problem(visit.reader.me ? 'not-allowed' : 'not-signed-in')
  return {
    title: visit.t(mine ? 'remove.topic.own' : 'remove.topic.other'),
    body: <RemovePage what="topic" id={id} back={address(topic)} topicTitle={topic.title} html={html} mine={mine} />,
  }
}
