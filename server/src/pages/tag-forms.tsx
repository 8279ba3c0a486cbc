// The forms of who keeps the community's tags.
import { freshForm, ManageTagsPage, MergeTagsPage } from '@hearth/client/pages'
import { limits } from '@hearth/shared/limits'
import { demand } from '../policy/can.ts'
import { Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { bodyOf, optionalField, splitField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, newId, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

export function tagForms({ page, form }: PageRoutes, deps: PageDeps) {
  page('/manage/tags', visit => managePage(deps, visit))
  form('/manage/tags', (visit, fields) => make(deps, visit, fields))
  form('/manage/tags/merge', (visit, fields) => merge(deps, visit, fields))
  form('/manage/tags/:slug', (visit, fields) => change(deps, visit, fields))
  form('/manage/tags/:slug/remove', visit => remove(deps, visit))
}

type Tried = { of: 'new' | 'merge' | { slug: string }; fields: Fields; problem: Problem }

async function managePage({ tags }: PageDeps, visit: Visit, tried?: Tried): Promise<Page> {
  demand(visit.actor, 'manageTags')
  const { after } = visit.query
  const { items, next } = await ask(visit, tags.actions.list, { query: { limit: 100, ...(after ? { after } : {}) } })
  const form = tried && { values: tried.fields, problem: problemJson(tried.problem) }
  const props = {
    tags: items,
    next,
    id: newId(),
    newForm: form && tried.of === 'new' ? form : freshForm(),
    mergeForm: form && tried.of === 'merge' ? form : freshForm(),
    changed: form && typeof tried.of === 'object' ? { ...tried.of, form } : null,
  }
  return { title: visit.t('manage.tags'), body: <ManageTagsPage {...props} />, ...(tried ? { status: tried.problem.status } : {}) }
}

function wordsOf(fields: Fields) {
  return {
    name: textField(fields, 'name'),
    fr: optionalField(fields, 'fr') ?? null,
    description: textField(fields, 'description'),
    synonyms: splitField(fields, 'synonyms'),
  }
}

async function make(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const body = bodyOf('POST /api/tags', { id: optionalField(fields, 'id'), ...wordsOf(fields) })
      const tag = await ask(visit, deps.tags.actions.make, { body })
      return goTo(`/manage/tags#tag-${tag.slug}`, 'said.tagsFollow')
    },
    problem => managePage(deps, visit, { of: 'new', fields, problem }),
  )
}

async function change(deps: PageDeps, visit: Visit, fields: Fields) {
  const slug = visit.params.slug ?? ''
  return attempt(
    async () => {
      const body = bodyOf('PATCH /api/tags/:slug', wordsOf(fields))
      const tag = await ask(visit, deps.tags.actions.change, { params: { slug }, body })
      return goTo(`/manage/tags#tag-${tag.slug}`, 'said.tagsFollow')
    },
    problem => managePage(deps, visit, { of: { slug }, fields, problem }),
  )
}

/** First it is told what will happen, then it is done. */
async function merge(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      demand(visit.actor, 'manageTags')
      const from = wordIn(fields)
      const { into } = bodyOf('POST /api/tags/:slug/merge', { into: textField(fields, 'into') })
      if (!yesField(fields, 'sure')) return { title: visit.t('manage.tags'), body: <MergeTagsPage from={from} into={into} /> }
      const tag = await ask(visit, deps.tags.actions.merge, { params: { slug: from }, body: { into } })
      return goTo(`/manage/tags#tag-${tag.slug}`, 'said.tagsFollow')
    },
    problem => managePage(deps, visit, { of: 'merge', fields, problem }),
  )
}

/** Throws `invalid-input` at its field. */
function wordIn(fields: Fields) {
  const from = textField(fields, 'from').trim()
  if (from !== '' && from.length <= limits.tagMax) return from
  throw new Problem('invalid-input', { errors: [{ pointer: '/from', code: from ? 'too-big' : 'required', message: 'is a word' }] })
}

async function remove({ tags }: PageDeps, visit: Visit) {
  await ask(visit, tags.actions.remove, { params: { slug: visit.params.slug ?? '' } })
  return goTo('/manage/tags', 'said.saved')
}
