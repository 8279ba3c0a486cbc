// Laws that hold for every actor and every state, whatever the rules become: more roles never take away, and no side door opens.
import { type Actor, guest, type Member } from '@hearth/server/policy/actor'
import * as policy from '@hearth/server/policy/can'
import { readSpace, type SpaceFacts, visibleTo } from '@hearth/server/policy/spaces'
import type { TopicFacts } from '@hearth/server/policy/topics'
import { roles } from '@hearth/shared/role'
import { type Visibility, visibility } from '@hearth/shared/space'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cases, memberWith, type RuleName } from '../../docs/generate/permission-cases.ts'

const seed = 20_260_211
const held = fc.uniqueArray(fc.constantFrom(...roles))
const space: fc.Arbitrary<SpaceFacts> = fc.record({
  visibility: fc.constantFrom<Visibility>('public', 'members', ...roles.map((role): Visibility => `role:${role}`)),
  archived: fc.boolean(),
  anonymous: fc.boolean(),
})
const topic: fc.Arbitrary<TopicFacts> = fc.record({
  space,
  locked: fc.boolean(),
  removed: fc.constantFrom(null, 'author', 'moderator'),
  mine: fc.boolean(),
})
const reply = fc.record({ topic, mine: fc.boolean(), removed: fc.constantFrom<null | 'author' | 'moderator'>(null, 'author', 'moderator') })
const member: fc.Arbitrary<Member> = fc
  .record({ held, silenced: fc.boolean(), way: fc.constantFrom('sign-in', 'token to write', 'token to read') })
  .map(({ held, silenced, way }) => ({
    ...memberWith(...held),
    silenced,
    ...(way === 'sign-in' ? {} : { via: 'token' as const, scope: way === 'token to read' ? ('read' as const) : ('write' as const) }),
  }))
const actor: fc.Arbitrary<Actor> = fc.oneof(fc.constant(guest), member)

/** A rule with facts: drawn for what depends on places and posts, else from the cases of the matrix. */
const ofSpace: RuleName[] = ['readSpace', 'startTopic', 'postAnonymously']
const ofTopic: RuleName[] = [
  'readTopic',
  'reply',
  'editTopic',
  'removeTopic',
  'restoreTopic',
  'seeTopicHistory',
  'keepOrder',
  'keepPosition',
  'seeMarks',
  'keepBookmark',
]
const ofReply: RuleName[] = ['readReply', 'editReply', 'removeReply', 'restoreReply', 'seeReplyHistory', 'react']
const ofPeople = (Object.keys(cases) as RuleName[]).filter(rule => ![...ofSpace, ...ofTopic, ...ofReply].includes(rule))
const question: fc.Arbitrary<{ rule: RuleName; facts: unknown[] }> = fc.oneof(
  fc.record({ rule: fc.constantFrom(...ofSpace), facts: fc.tuple(space) }),
  fc.record({ rule: fc.constantFrom(...ofTopic), facts: fc.tuple(topic) }),
  fc.record({ rule: fc.constantFrom(...ofReply), facts: fc.tuple(reply) }),
  fc
    .constantFrom(...ofPeople)
    .chain(rule => fc.record({ rule: fc.constant(rule), facts: fc.constantFrom(...Object.values<unknown[]>(cases[rule])) })),
)
const reading: RuleName[] = [
  'readSpace',
  'readTopic',
  'readReply',
  'readPeople',
  'seeWaitingPosts',
  'readFormats',
  'readSession',
  'hearSession',
  'readReports',
  'seeTopicHistory',
  'seeReplyHistory',
  'seeMarks',
  'readAttention',
  'seeBookmarks',
]
/** What belongs to nobody but oneself stays open to those who may not write. */
const own: RuleName[] = [
  'keepPosition',
  'keepPositions',
  'keepAttention',
  'keepBookmark',
  'keepBookmarks',
  'keepCommitments',
  'keepWaitingPosts',
  'keepDrafts',
  'manageOwnAccount',
]
/** Silenced members come and listen. */
const listening: RuleName[] = ['enterSession', 'moveInSession']

const may = (who: Actor, { rule, facts }: { rule: RuleName; facts: unknown[] }) =>
  (policy.can as (...given: unknown[]) => true | string)(who, rule, ...facts) === true
const law = (...given: Parameters<typeof fc.assert>) => fc.assert(given[0], { seed, numRuns: 2_000, ...given[1] })

test('a list shows exactly what may be read', () => {
  law(fc.property(actor, space, (who, where) => visibleTo(who).includes(where.visibility) === (readSpace(who, where) === true)))
  expect(visibleTo(memberWith(...roles)).every(each => visibility.safeParse(each).success)).toBe(true)
})

test('one who holds fewer roles never may do what one with more may not', () => {
  law(
    fc.property(member, held, question, (some, more, asked) => {
      const raised = { ...some, roles: [...new Set([...some.roles, ...more])] }
      return !may(some, asked) || may(raised, asked)
    }),
  )
})

test('a guest reads what is public, and does nothing else', () => {
  const publicFor = ([facts]: unknown[]) => {
    const { visibility, space, topic } = facts as { visibility?: string; space?: SpaceFacts; topic?: TopicFacts }
    return (visibility ?? space?.visibility ?? topic?.space.visibility) === 'public'
  }
  law(
    fc.property(
      question,
      asked =>
        may(guest, asked) ===
        (asked.rule === 'readFormats' || (['readSpace', 'readTopic', 'readReply'].includes(asked.rule) && publicFor(asked.facts))),
    ),
  )
})

test('a token for reading never writes', () => {
  law(fc.property(member, question, (who, asked) => !may({ ...who, via: 'token', scope: 'read' }, asked) || reading.includes(asked.rule)))
})

test('a silenced member reads and keeps what is their own, and never writes', () => {
  law(
    fc.property(
      member,
      question,
      (who, asked) => !may({ ...who, silenced: true }, asked) || [...reading, ...own, ...listening].includes(asked.rule),
    ),
  )
})

test('being silenced takes nothing away from reading', () => {
  law(
    fc.property(
      member,
      question,
      (who, asked) => ![...reading, ...own].includes(asked.rule) || may(who, asked) === may({ ...who, silenced: true }, asked),
    ),
  )
})

test('what may not be read may not be changed, and says so in the same words', () => {
  law(
    fc.property(
      actor,
      topic,
      (who, facts) => readSpace(who, facts.space) === true || ofTopic.every(rule => verdict(who, rule, facts) === 'not-found'),
    ),
  )
  law(
    fc.property(
      actor,
      reply,
      (who, facts) => readSpace(who, facts.topic.space) === true || ofReply.every(rule => verdict(who, rule, facts) === 'not-found'),
    ),
  )
})

test('what the browser is told of abilities is what the rules answer', () => {
  law(
    fc.property(actor, reply, (who, facts) => {
      const { topic: about } = facts
      expect(policy.spaceAbilities(who, about.space)).toEqual({
        post: allowed(who, 'startTopic', about.space),
        change: allowed(who, 'manageSpaces'),
      })
      const order = allowed(who, 'keepOrder', about)
      expect(policy.topicAbilities(who, about)).toEqual({
        reply: allowed(who, 'reply', about),
        edit: allowed(who, 'editTopic', about),
        remove: allowed(who, 'removeTopic', about),
        restore: allowed(who, 'restoreTopic', about),
        history: allowed(who, 'seeTopicHistory', about),
        pin: order,
        lock: order,
        move: order,
      })
      expect(policy.replyAbilities(who, facts)).toEqual({
        edit: allowed(who, 'editReply', facts),
        remove: allowed(who, 'removeReply', facts),
        restore: allowed(who, 'restoreReply', facts),
        history: allowed(who, 'seeReplyHistory', facts),
      })
    }),
  )
})

test('what is refused is thrown with the code of the rule, and what is allowed is not', () => {
  law(
    fc.property(actor, topic, (who, facts) => {
      const answer = policy.can(who, 'reply', facts)
      const demanded = () => policy.demand(who, 'reply', facts)
      if (answer === true) expect(demanded).not.toThrow()
      else expect(demanded).toThrow(expect.objectContaining({ code: answer }))
    }),
  )
})

function verdict(who: Actor, rule: RuleName, ...facts: unknown[]) {
  return (policy.can as (...given: unknown[]) => true | string)(who, rule, ...facts)
}

function allowed(who: Actor, rule: RuleName, ...facts: unknown[]) {
  return verdict(who, rule, ...facts) === true
}
