// The door of all permission: `can` answers true or the reason, `demand` throws it, `abilities` tells the browser.
import { Problem } from '../problem.ts'
import * as accounts from './accounts.ts'
import type { Actor } from './actor.ts'
import * as attention from './attention.ts'
import * as formats from './formats.ts'
import * as marks from './marks.ts'
import * as polls from './polls.ts'
import * as replies from './replies.ts'
import * as sessions from './sessions.ts'
import * as spaces from './spaces.ts'
import * as tags from './tags.ts'
import * as topics from './topics.ts'
import * as waitingPosts from './waiting-posts.ts'
import type { Verdict } from './writer.ts'

export const rules = {
  readSpace: spaces.readSpace,
  startTopic: spaces.startTopic,
  postAnonymously: spaces.postAnonymously,
  manageSpaces: spaces.manageSpaces,
  readTopic: topics.readTopic,
  reply: topics.reply,
  editTopic: topics.editTopic,
  removeTopic: topics.removeTopic,
  restoreTopic: topics.restoreTopic,
  seeTopicHistory: topics.seeTopicHistory,
  manageTags: tags.manageTags,
  keepOrder: topics.keepOrder,
  keepPosition: topics.keepPosition,
  keepPositions: topics.keepPositions,
  readAttention: attention.readAttention,
  keepAttention: attention.keepAttention,
  readReply: replies.readReply,
  editReply: replies.editReply,
  removeReply: replies.removeReply,
  restoreReply: replies.restoreReply,
  seeReplyHistory: replies.seeReplyHistory,
  vote: polls.vote,
  closePoll: polls.closePoll,
  changePoll: polls.changePoll,
  seeWaitingPosts: waitingPosts.seeWaitingPosts,
  keepWaitingPosts: waitingPosts.keepWaitingPosts,
  react: marks.react,
  seeMarks: marks.seeMarks,
  keepBookmark: marks.keepBookmark,
  keepBookmarks: marks.keepBookmarks,
  seeBookmarks: marks.seeBookmarks,
  readFormats: formats.readFormats,
  readSession: sessions.readSession,
  planSession: sessions.planSession,
  changeSession: sessions.changeSession,
  enterSession: sessions.enterSession,
  askForSession: sessions.askForSession,
  admitToSession: sessions.admitToSession,
  hearSession: sessions.hearSession,
  moveInSession: sessions.moveInSession,
  sayInSession: sessions.sayInSession,
  breakGlass: sessions.breakGlass,
  readReports: sessions.readReports,
  seeToReports: sessions.seeToReports,
  keepCommitments: sessions.keepCommitments,
  adoptAgreement: sessions.adoptAgreement,
  manageFormats: formats.manageFormats,
  changeFormat: formats.changeFormat,
  readPeople: accounts.readPeople,
  manageOwnAccount: accounts.manageOwnAccount,
  keepDrafts: accounts.keepDrafts,
  manageMembers: accounts.manageMembers,
  invite: accounts.invite,
  changeMember: accounts.changeMember,
  makeResetLink: accounts.makeResetLink,
} as const

type Rules = typeof rules
type Facts<Rule extends keyof Rules> = Rules[Rule] extends (actor: Actor, ...facts: infer Rest) => Verdict ? Rest : never

/** True, or the code of the reason. */
export function can<Rule extends keyof Rules>(actor: Actor, rule: Rule, ...facts: Facts<Rule>): Verdict {
  return (rules[rule] as (actor: Actor, ...facts: unknown[]) => Verdict)(actor, ...facts)
}

/** Returns, or throws the `Problem` that the rule named. */
export function demand<Rule extends keyof Rules>(actor: Actor, rule: Rule, ...facts: Facts<Rule>): void {
  const verdict = can(actor, rule, ...facts)
  if (verdict !== true) throw new Problem(verdict)
}

export function spaceAbilities(actor: Actor, space: spaces.SpaceFacts) {
  return { post: can(actor, 'startTopic', space) === true, change: can(actor, 'manageSpaces') === true }
}

export function topicAbilities(actor: Actor, topic: topics.TopicFacts) {
  const order = can(actor, 'keepOrder', topic) === true
  return {
    reply: can(actor, 'reply', topic) === true,
    edit: can(actor, 'editTopic', topic) === true,
    remove: can(actor, 'removeTopic', topic) === true,
    restore: can(actor, 'restoreTopic', topic) === true,
    history: can(actor, 'seeTopicHistory', topic) === true,
    pin: order,
    lock: order,
    move: order,
  }
}

export function replyAbilities(actor: Actor, reply: replies.ReplyFacts) {
  return {
    edit: can(actor, 'editReply', reply) === true,
    remove: can(actor, 'removeReply', reply) === true,
    restore: can(actor, 'restoreReply', reply) === true,
    history: can(actor, 'seeReplyHistory', reply) === true,
  }
}

export function sessionAbilities(actor: Actor, session: sessions.SessionFacts) {
  return {
    enter: can(actor, 'enterSession', session) === true,
    ask: can(actor, 'askForSession', session) === true,
    change: can(actor, 'changeSession', session) === true,
    admit: can(actor, 'admitToSession', session) === true,
    breakGlass: can(actor, 'breakGlass', session) === true,
  }
}
