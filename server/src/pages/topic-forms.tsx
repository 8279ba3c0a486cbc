// The forms of topics: start, preview, edit, take back, restore, and keep order.
import { ComposePage, EditPage, HistoryPage, RemovePage } from '@hearth/client/pages'
import { can } from '../policy/can.ts'
import { type Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { writingForm } from './expired.tsx'
import { bodyOf, contentNotesOf, optionalField, splitField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, newId, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Visit } from './visit.ts'

export function topicForms(routes: PageRoutes, deps: PageDeps) {
  const { page, form } = routes
  page('/spaces/:spaceId/compose', visit => composePage(deps, visit))
  writingForm(routes, deps, '/spaces/:spaceId/topics', 'topic', (visit, fields) => start(deps, visit, fields))
  page('/topics/:topicId/edit', visit => editPage(deps, visit))
  writingForm(routes, deps, '/topics/:topicId/edit', 'edit', (visit, fields) => edit(deps, visit, fields))
  page('/topics/:topicId/history', visit => history(deps, visit))
  page('/topics/:topicId/remove', visit => removePage(deps, visit))
  form('/topics/:topicId/remove', visit => remove(deps, visit))
  form('/topics/:topicId/restore', visit => restore(deps, visit))
}
