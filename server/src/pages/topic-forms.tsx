// The forms of writing a topic: start, preview, edit, take back, restore, and its history.
import { ComposePage, EditPage, freshForm, HistoryPage, RemovePage } from '@hearth/client/pages'
import { limits } from '@hearth/shared/limits'
import { tagSlug } from '@hearth/shared/tag-words'
import { Problem } from '../problem.ts'
import type { Tags } from '../tags/index.ts'
import { ask } from './ask.ts'
import { foldedFor, hardWordings, offeredFor, titleFor } from './covered.ts'
import { draftAt, keepDraft, shownDraft, triedDraft } from './drafts-in-forms.ts'
import { editBegun, keepEdit, type Tried, triedState } from './edit-state.ts'
import { writingForm } from './expired.tsx'
import { bodyOf, contentNotesOf, listField, optionalField, splitField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { pollOf } from './poll-forms.tsx'
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
/** Without the words of its title, which may be folded for whoever reads the page. */
const plainAddress = ({ id }: { id: string }) => `/topics/${id}`
const address = (topic: { id: string; slug: string }) => `/topics/${topic.id}/${topic.slug}`

async function composePage(deps: PageDeps, visit: Visit, tried?: Tried & { id: string }) {
  const { spaces, tags, search } = deps
  const space = await ask(visit, spaces.actions.read, { params: { spaceId: visit.params.spaceId ?? '' } })
  if (!visit.reader.me) throw new Problem('not-signed-in')
  if (!space.can.post) throw new Problem(space.archivedAt ? 'space-archived' : 'not-allowed')
  const place = { kind: 'topic' as const, placeId: space.id }
  const kept = tried ? null : await draftAt(deps, visit, place)
  const draft = tried ? await triedDraft(deps, visit, place, tried.fields, tried.problem) : shownDraft(place, kept)
  const begun = tried ? triedState(tried) : { form: freshForm(kept?.fields), previewHtml: null }
  const title = tried ? textField(tried.fields, 'title').slice(0, limits.titleMax) : ''
  const near = title ? offeredFor(visit, (await ask(visit, search.actions.similar, { query: { title } })).items) : []
  const props = {
    space,
    id: tried?.id ?? kept?.postId ?? newId(),
    displayName: visit.reader.me.displayName,
    postsWait: visit.reader.postsWait,
    mayAnnounce: true,
    near,
    tagWords: await wordsOfTags(tags),
    ...begun,
    draft,
    keeper: visit.reader.me.id,
  }
  return { title: visit.t('space.start'), body: <ComposePage {...props} />, ...(tried?.problem ? { status: tried.problem.status } : {}) }
}

async function start(deps: PageDeps, visit: Visit, fields: Fields) {
  const id = optionalField(fields, 'id') ?? newId()
  return attempt(
    async () => {
      if (textField(fields, 'do') === 'keep') return keepNew(deps, visit, id, fields)
      const given = { id, ...wordsOf(fields), anonymous: yesField(fields, 'anonymous'), poll: pollOf(visit, fields) }
      const body = bodyOf('POST /api/spaces/:spaceId/topics', given)
      if (textField(fields, 'do') === 'preview')
        return composePage(deps, visit, { id, fields, previewHtml: await preview(deps, visit, body.body) })
      const appears = appearsOf(visit, fields)
      if (appears !== 'no') return waitWith(deps, visit, { ...body, appears })
      const topic = await ask(visit, deps.topics.actions.start, { params: { spaceId: visit.params.spaceId ?? '' }, body })
      return goTo(address(topic), isOtherwise(topic.tags, body.tags) ? 'said.tagsPut' : 'said.topicPosted')
    },
    problem => composePage(deps, visit, { id, fields, problem }),
  )
}

async function waitWith({ later }: PageDeps, visit: Visit, given: object) {
  const body = bodyOf('POST /api/waiting-posts', { ...given, what: 'topic', spaceId: visit.params.spaceId })
  await ask(visit, later.actions.write, { body })
  return goTo('/waiting', 'said.waits')
}

async function keepNew(deps: PageDeps, visit: Visit, postId: string, fields: Fields) {
  const placeId = visit.params.spaceId ?? ''
  await keepDraft(deps, visit, { kind: 'topic', placeId }, { postId }, fields)
  return goTo(`/spaces/${placeId}/compose`, 'said.draftKept')
}

async function preview({ topics }: PageDeps, visit: Visit, body: string) {
  return (await ask(visit, topics.actions.preview, { body: { body } })).html
}

async function wordsOfTags({ vocabulary }: Tags) {
  return (await vocabulary.all()).map(tag => tag.name).sort()
}

/** Whether one of the tags leads to another word, and is not just written in another form. */
function isOtherwise(stored: string[], written: string[]) {
  const slugs = new Set(stored.map(tagSlug))
  return written.some(word => !slugs.has(tagSlug(word)))
}

function wordsOf(fields: Fields) {
  return {
    title: textField(fields, 'title'),
    body: textField(fields, 'body'),
    kind: optionalField(fields, 'kind'),
    tags: [...new Set([...listField(fields, 'tagsChosen'), ...splitField(fields, 'tags')])],
    contentNotes: contentNotesOf(fields),
    crisisLines: yesField(fields, 'crisisLines'),
    draft: optionalField(fields, 'draft'),
  }
}

async function editPage(deps: PageDeps, visit: Visit, tried?: Tried) {
  const { topics, tags } = deps
  const source = await ask(visit, topics.actions.source, { params: idIn(visit) })
  const topic = await ask(visit, topics.actions.read, { params: idIn(visit) })
  const props = {
    what: 'topic' as const,
    id: topic.id,
    details: source,
    back: plainAddress(topic),
    topicTitle: titleFor(visit, topic),
    source,
    mayAnnounce: true,
    tagWords: await wordsOfTags(tags),
    ...(await editBegun(deps, visit, { kind: 'edit-topic', placeId: topic.id }, source.seq, tried)),
  }
  return { title: visit.t('edit.topic'), body: <EditPage {...props} />, ...(tried?.problem ? { status: tried.problem.status } : {}) }
}

async function edit(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      if (textField(fields, 'do') === 'keep') return keepEdit(deps, visit, { kind: 'edit-topic', placeId: idIn(visit).topicId }, fields)
      const body = bodyOf('PATCH /api/topics/:topicId', { ...wordsOf(fields), basedOn: Number(textField(fields, 'basedOn')) })
      if (textField(fields, 'do') === 'preview')
        return editPage(deps, visit, { fields, previewHtml: await preview(deps, visit, body.body ?? '') })
      const topic = await ask(visit, deps.topics.actions.change, { params: idIn(visit), body })
      return goTo(address(topic), isOtherwise(topic.tags, body.tags ?? []) ? 'said.savedTagsPut' : 'said.saved')
    },
    (problem: Problem) => editPage(deps, visit, { fields, problem }),
  )
}

async function history({ topics }: PageDeps, visit: Visit) {
  const revisions = await ask(visit, topics.actions.history, { params: idIn(visit) })
  const topic = await ask(visit, topics.actions.read, { params: idIn(visit) })
  return {
    title: visit.t('history.topic'),
    body: (
      <HistoryPage
        what="topic"
        back={plainAddress(topic)}
        topicTitle={titleFor(visit, topic)}
        {...revisions}
        {...hardWordings(visit, [...revisions.items, revisions.current], topic.mine)}
      />
    ),
  }
}

async function removePage({ topics }: PageDeps, visit: Visit) {
  const topic = await ask(visit, topics.actions.read, { params: idIn(visit) })
  const { id, html, mine } = topic
  if (!topic.can.remove) throw new Problem(visit.reader.me ? 'not-allowed' : 'not-signed-in')
  return {
    title: visit.t(mine ? 'remove.topic.own' : 'remove.topic.other'),
    body: (
      <RemovePage
        {...{ what: 'topic' as const, id, html, mine }}
        back={plainAddress(topic)}
        topicTitle={titleFor(visit, topic)}
        {...foldedFor(visit, topic)}
      />
    ),
  }
}
