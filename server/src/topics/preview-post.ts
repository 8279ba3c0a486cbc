// What the stored result of a text would be: the same renderer, nothing kept.
import type { Action } from '../http/route.ts'
import { writeMentions } from '../markdown/index.ts'
import { demand } from '../policy/can.ts'
import { writtenFrom } from '../posts/post.ts'
import type { TopicDeps } from './index.ts'

export function previewPost({ accounts }: Pick<TopicDeps, 'accounts'>): Action<'POST /api/preview'> {
  return async (actor, { body }) => {
    demand(actor, 'readPeople')
    const { html, mentions } = await writtenFrom(body.body, accounts.idsOfHandles)
    return { html: writeMentions(html, await accounts.bylinesOf(mentions)) }
  }
}
