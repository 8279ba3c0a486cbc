// The forms of marks: a reaction pressed or released under a post, back at its place.
import { ask } from './ask.ts'
import { bodyOf, listField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import type { PageRoutes } from './router.ts'
import { type Fields, goTo, type Visit } from './visit.ts'

export function markForms({ form }: PageRoutes, deps: PageDeps) {
  form('/topics/:topicId/reactions', (visit, fields) => reactToTopic(deps, visit, fields))
  form('/replies/:replyId/reactions', (visit, fields) => reactToReply(deps, visit, fields))
}

async function reactToTopic({ topics, marks }: PageDeps, visit: Visit, fields: Fields) {
  const params = { topicId: visit.params.topicId ?? '' }
  const topic = await ask(visit, topics.actions.read, { params })
  const { items } = await ask(visit, marks.actions.see, { params })
  const body = bodyOf('PUT /api/topics/:topicId/reactions', { reactions: reactionsAfter(items, topic.id, fields) })
  await ask(visit, marks.actions.reactToTopic, { params, body })
  return goTo(`/topics/${topic.id}/${topic.slug}#original`, saidOf(fields))
}

async function reactToReply({ replies, marks }: PageDeps, visit: Visit, fields: Fields) {
  const params = { replyId: visit.params.replyId ?? '' }
  const { id, n, topicId } = await ask(visit, replies.actions.read, { params })
  const { items } = await ask(visit, marks.actions.see, { params: { topicId } })
  const body = bodyOf('PUT /api/replies/:replyId/reactions', { reactions: reactionsAfter(items, id, fields) })
  await ask(visit, marks.actions.reactToReply, { params, body })
  return goTo(`/topics/${topicId}?around=${n}#r-${n}`, saidOf(fields))
}

/** A button says what is to be, not what is to change: sent twice it is the same. */
function reactionsAfter(items: { postId: string; reactions: string[] }[], postId: string, fields: Fields) {
  const before = items.find(each => each.postId === postId)?.reactions ?? []
  const released = listField(fields, 'release')
  return [...new Set([...before, ...listField(fields, 'press')])].filter(each => !released.includes(each))
}

function saidOf(fields: Fields) {
  return listField(fields, 'press').length > 0 ? 'said.reacted' : 'said.unreacted'
}
