// What the inbox needs to know of the one who reads it, and how a topic stands to them; pure once it is loaded.
import type { Levels } from '../attention/index.ts'
import type { Member } from '../policy/actor.ts'
import type { TopicHead } from '../topics/index.ts'
import type { InboxDeps } from './index.ts'

export type InboxReader = {
  accountId: string
  joinedAt: Date
  levels: Levels
  mutedMembers: Set<string>
  followedMembers: Set<string>
  tookPart(topicId: string): boolean
}

export async function inboxReader({ accounts, attention, replies }: InboxDeps, actor: Member): Promise<InboxReader> {
  const [me, levels, tookPart] = await Promise.all([
    accounts.meOf(actor),
    attention.levelsOf(actor.accountId),
    replies.partTaken.has(actor.accountId),
  ])
  return {
    accountId: actor.accountId,
    joinedAt: new Date(me.joinedAt),
    levels,
    mutedMembers: levels.muted('member'),
    followedMembers: levels.followed('member'),
    tookPart,
  }
}

/** The nearer choice wins: what was chosen for the topic goes before what was chosen for its space. */
export function reaches({ levels }: InboxReader, topic: TopicHead): boolean {
  const chosen = levels.of('topic', topic._id).level
  if (chosen !== 'normal') return chosen === 'follow'
  return levels.of('space', topic.spaceId).level !== 'mute'
}

/** Also what one took part in, and what somebody whom one follows started; under their name, else nobody knows. */
export function isFollowed(reader: InboxReader, topic: TopicHead): boolean {
  if (reader.levels.of('topic', topic._id).level === 'follow' || isPartOf(reader, topic)) return true
  return topic.authorId !== null && reader.followedMembers.has(topic.authorId)
}

function isPartOf({ accountId, tookPart }: InboxReader, topic: TopicHead) {
  return topic.authorId === accountId || tookPart(topic._id)
}

/** `readUpTo`: null where it was never opened, below 0 where it was marked unread as a whole. */
export function waysToWait(reader: InboxReader, topic: TopicHead, readUpTo: number | null): { original: boolean; replies: boolean } {
  const opened = readUpTo !== null && readUpTo >= 0
  if (opened || isPartOf(reader, topic)) return { original: false, replies: true }
  const asked = readUpTo !== null || reader.levels.of('topic', topic._id).level === 'follow'
  const muted = topic.authorId !== null && reader.mutedMembers.has(topic.authorId)
  const stands = !topic.removed && !muted
  return { original: stands && (asked || topic.createdAt >= reader.joinedAt), replies: asked }
}
