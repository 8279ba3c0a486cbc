// Earlier wordings of an original post, for its author and moderators.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { presentWording } from '../posts/revisions.ts'
import type { TopicDeps } from './index.ts'

export function seeTopicHistory({ view, revisions }: TopicDeps): Action<'GET /api/topics/:topicId/revisions'> {
  return async (actor, { params }) => {
    const { topic, facts } = await view.load(actor, params.topicId)
    demand(actor, 'seeTopicHistory', facts)
    const { title, source, contentNotes, createdAt, editedAt } = topic
    const earlier = await revisions.of(topic._id)
    return { items: earlier.map(presentWording), current: presentWording({ at: editedAt ?? createdAt, title, source, contentNotes }) }
  }
}
