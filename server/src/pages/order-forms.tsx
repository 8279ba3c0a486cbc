// The forms of keeping order and one's place: pin, lock, move, and how far one has read.
import { MovePage } from '@hearth/client/pages'
import { Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { titleFor } from './covered.ts'
import { bodyOf, listField, optionalField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Visit } from './visit.ts'

export function orderForms({ page, form }: PageRoutes, deps: PageDeps) {
  form('/topics/:topicId/pin', (visit, fields) => change(deps, visit, { pinned: yesField(fields, 'pinned') }))
  form('/topics/:topicId/lock', (visit, fields) => change(deps, visit, { locked: yesField(fields, 'locked') }))
  page('/topics/:topicId/move', visit => movePage(deps, visit))
  form('/topics/:topicId/move', (visit, fields) => move(deps, visit, fields))
  form('/topics/:topicId/position', (visit, fields) => setPosition(deps, visit, fields))
  form('/positions/all-read', (visit, fields) => markAllRead(deps, visit, fields))
}

const idIn = (visit: Visit) => ({ topicId: visit.params.topicId ?? '' })

async function change({ topics }: PageDeps, visit: Visit, given: { pinned?: boolean; locked?: boolean; spaceId?: string }) {
  const topic = await ask(visit, topics.actions.change, { params: idIn(visit), body: given })
  return goTo(`/topics/${topic.id}/${topic.slug}`, 'said.saved')
}

async function movePage({ topics, spaces }: PageDeps, visit: Visit, tried?: { fields: Fields; problem: Problem }) {
  const topic = await ask(visit, topics.actions.read, { params: idIn(visit) })
  if (!topic.can.move) throw new Problem(visit.reader.me ? 'not-allowed' : 'not-signed-in')
  const { items } = await ask(visit, spaces.actions.list)
  const form = { values: tried?.fields ?? {}, problem: tried ? problemJson(tried.problem) : null }
  const targets = items.filter(space => space.id !== topic.spaceId && space.can.post)
  return {
    title: visit.t('move.title'),
    body: <MovePage topic={{ ...topic, title: titleFor(visit, topic) }} spaces={targets} form={form} />,
    ...(tried ? { status: tried.problem.status } : {}),
  }
}

async function move(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => change(deps, visit, bodyOf('PATCH /api/topics/:topicId', { spaceId: textField(fields, 'spaceId') }) as { spaceId: string }),
    problem => movePage(deps, visit, { fields, problem }),
  )
}

async function setPosition({ topics }: PageDeps, visit: Visit, fields: Fields) {
  const body = bodyOf('PUT /api/topics/:topicId/position', { readUpTo: Number(textField(fields, 'readUpTo')) })
  const topic = await ask(visit, topics.actions.read, { params: idIn(visit) })
  await ask(visit, topics.actions.setPosition, { params: idIn(visit), body })
  if (textField(fields, 'from') === 'inbox') return goTo('/inbox', body.readUpTo > 0 ? 'said.markedRead' : 'said.markedUnread')
  // Opening the topic again would read it again, so marking as unread leads to its space.
  return body.readUpTo > 0
    ? goTo(`/topics/${topic.id}/${topic.slug}`, 'said.markedRead')
    : goTo(`/spaces/${topic.spaceId}`, 'said.markedUnread')
}

async function markAllRead({ topics }: PageDeps, visit: Visit, fields: Fields) {
  const [topicIds, spaceId] = [listField(fields, 'topicIds'), optionalField(fields, 'spaceId')]
  const given = { ...(topicIds.length > 0 ? { topicIds } : {}), ...(spaceId ? { spaceId } : {}) }
  await ask(visit, topics.actions.markAllRead, { body: bodyOf('POST /api/positions/all-read', given) })
  if (textField(fields, 'from') !== 'inbox') return goTo('/', 'said.allRead')
  if (topicIds[0]) return goTo(`/inbox?undo=${topicIds[0]}:${Number(textField(fields, 'readUpTo')) || 0}`, 'said.markedRead')
  return goTo('/inbox', spaceId ? 'said.spaceRead' : 'said.allRead')
}
