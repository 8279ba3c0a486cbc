// The only speller of channel names, and who may enter which: members and guests never share one.
import type { ProblemCode } from '@hearth/shared/problems'
import type { Actor } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import type { TopicFacts } from '../policy/topics.ts'

export function memberChannel(topicId: string) {
  return `topic:${topicId}`
}

export function guestChannel(topicId: string) {
  return `topic:${topicId}:guests`
}

/** Both audiences of a topic; a socket is in one of them at most. */
export function topicChannels(topicId: string): [string, string] {
  return [memberChannel(topicId), guestChannel(topicId)]
}

/** Every socket of one account, on whatever page. */
export function accountChannel(accountId: string) {
  return `account:${accountId}`
}

/** Everybody in the room of a session. */
export function sessionChannel(sessionId: string) {
  return `session:${sessionId}`
}

/** The sockets of one person in a session: how it is known that they are still there. */
export function placeChannel(sessionId: string, accountId: string) {
  return `session:${sessionId}:${accountId}`
}

/** The channel that this actor may enter, or the code of the reason why not; what is absent answers as what is private. */
export function entry(
  actor: Actor,
  topicId: string,
  facts: Omit<TopicFacts, 'mine'> | undefined,
): { channel: string } | { refused: ProblemCode } {
  const verdict = facts ? can(actor, 'readTopic', { ...facts, mine: false }) : 'not-found'
  if (verdict !== true) return { refused: verdict }
  return { channel: actor.kind === 'member' ? memberChannel(topicId) : guestChannel(topicId) }
}
