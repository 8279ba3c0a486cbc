// The replies of a topic that wait for a reader: of others, standing, and not of somebody whose named posts they muted.
import { limits } from '@hearth/shared/limits'
import type { ReplyHead } from '../replies/index.ts'
import type { TopicHead } from '../topics/index.ts'
import type { InboxDeps } from './index.ts'
import type { InboxReader } from './reader.ts'

export type Waiting = { waiting: number; more: boolean; first: number | null }
export const nothingWaits: Waiting = { waiting: 0, more: false, first: null }

export async function waitingReplies(deps: InboxDeps, reader: InboxReader, topic: TopicHead, readUpTo: number): Promise<Waiting> {
  if (topic.replyCount === 0 || topic.lastN <= readUpTo) return nothingWaits
  let [waiting, first]: [number, number | null] = [0, null]
  for await (const reply of deps.replies.tails.after(topic, readUpTo)) {
    if (!(await isNews(deps, reader, reply))) continue
    if (waiting === limits.inboxCountMax) return { waiting, more: true, first }
    first ??= reply.n
    waiting += 1
  }
  return { waiting, more: false, first }
}

/** Who wrote without a name is asked for oneself alone, so that no mute ever touches it. */
async function isNews({ authorships }: InboxDeps, { accountId, mutedMembers }: InboxReader, reply: ReplyHead) {
  if (reply.removed) return false
  if (reply.authorId === null) return reply.alias === null || !(await authorships.ownAmong(accountId, [reply._id])).has(reply._id)
  return reply.authorId !== accountId && !mutedMembers.has(reply.authorId)
}
