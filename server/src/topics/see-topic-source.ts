// The Markdown of an original post, for those who may edit it.
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import type { TopicDeps } from './index.ts'

export function seeTopicSource({ view }: TopicDeps): Action<'GET /api/topics/:topicId/source'> {
  return async (actor, { params }) => {
    const { topic, facts } = await view.load(actor, params.topicId)
    demand(actor, 'editTopic', facts)
    const { _id: id, title, source: body, contentNotes, tags, kind, crisisLines, lang, changedSeq: seq } = topic
    return { id, title, body, contentNotes, tags, kind, crisisLines, lang, seq }
  }
}
