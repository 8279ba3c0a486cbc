// One's own drafts as a page, and the two buttons of each.
import { DraftsPage } from '@hearth/client/pages'
import { Problem } from '../problem.ts'
import { ask } from './ask.ts'
import { textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import type { PageRoutes } from './router.ts'
import { type Fields, goTo, type Visit } from './visit.ts'

export function draftPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/drafts', visit => draftsPage(deps, visit))
  form('/drafts/:kind/:placeId/throw-away', (visit, fields) => throwAway(deps, visit, fields))
  form('/drafts/:kind/:placeId/bring-back', visit => bringBack(deps, visit))
}

const placeIn = ({ params }: Visit) => ({ kind: params.kind ?? '', placeId: params.placeId ?? '' })

async function draftsPage({ drafts }: PageDeps, visit: Visit) {
  if (!visit.reader.me) throw new Problem('not-signed-in')
  const { items, most, days } = await ask(visit, drafts.actions.list)
  visit.res.set('Cache-Control', 'no-store')
  return { title: visit.t('drafts.title'), body: <DraftsPage drafts={items} most={most} days={days} /> }
}

/** Goes on where the button stood: among the drafts, or at the form that is empty now. */
async function throwAway({ drafts }: PageDeps, visit: Visit, fields: Fields) {
  await ask(visit, drafts.actions.throwAway, { params: placeIn(visit) })
  return goTo(ownPath(textField(fields, 'next')), 'said.draftThrownAway')
}

async function bringBack({ drafts }: PageDeps, visit: Visit) {
  await ask(visit, drafts.actions.bringBack, { params: placeIn(visit) })
  return goTo('/drafts', 'said.draftBack')
}

/** A path of this place and of no other. */
function ownPath(next: string) {
  return /^\/(?:topics|spaces|replies)\/[\w/-]+(?:#compose)?$/.test(next) ? next : '/drafts'
}
