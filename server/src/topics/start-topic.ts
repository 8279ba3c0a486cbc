// Somebody starts a topic; the same id again with the same words answers the first result.
import { randomUUID } from 'node:crypto'
import { languages } from '@hearth/shared/languages'
import type { ProblemCode } from '@hearth/shared/problems'
import type { NewTopic } from '@hearth/shared/topic'
import { isDuplicate } from '../db/schema.ts'
import { type Action, Repeat } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import type { SpaceFacts } from '../policy/spaces.ts'
import { languageOf } from '../posts/language-of.ts'
import { hashOf, writtenFrom } from '../posts/post.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace, slugOf } from '../spaces/index.ts'
import type { TopicDeps } from './index.ts'
import { keepToVocabulary } from './keep-to-vocabulary.ts'
import type { TopicDoc } from './store.ts'

export function startTopic(deps: TopicDeps): Action<'POST /api/spaces/:spaceId/topics'> {
  return async (actor, { params, body }) => {
    const space = await deps.spaces.store.byId(params.spaceId)
    if (!space) throw new Problem('not-found')
    const refusal = refusalOf(actor, factsOfSpace(space), body)
    if (refusal) return sentBefore(deps, actor, space._id, body, refusal)
    if (body.poll) deps.polls.check(body.poll)
    const topic = await newTopicDoc(deps, space._id, body)
    try {
      const stored = await insert(deps, actor as Member, topic, body)
      deps.activity.touch(space._id, stored.createdAt)
      deps.happened.topic(stored._id)
      return await answer(deps, actor, await keepToVocabulary(deps)(stored))
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return new Repeat(await repeated(deps, actor, topic))
    }
  }
}

function refusalOf(actor: Actor, space: SpaceFacts, body: NewTopic): ProblemCode | null {
  const verdicts = [can(actor, 'startTopic', space), body.anonymous ? can(actor, 'postAnonymously', space) : true]
  return verdicts.find(verdict => verdict !== true) ?? null
}

/** Whoever sends again what was taken before the space was closed gets it. Throws the refusal for all else. */
async function sentBefore(deps: TopicDeps, actor: Actor, spaceId: string, body: NewTopic, refusal: ProblemCode) {
  const known = body.id === undefined ? null : await repeated(deps, actor, await newTopicDoc(deps, spaceId, body)).catch(() => null)
  if (!known) throw new Problem(refusal)
  return new Repeat(known)
}

async function newTopicDoc({ accounts, clock, vocabulary }: TopicDeps, spaceId: string, body: NewTopic): Promise<TopicDoc> {
  const { id = randomUUID(), title, kind, tags, contentNotes, crisisLines, anonymous, poll } = body
  const lang = body.lang ?? languageOf(`${title}\n${body.body}`, languages[0])
  const now = clock.now()
  return {
    _id: id,
    spaceId,
    slug: slugOf(title),
    title,
    kind,
    ...(await vocabulary.canonical(tags)),
    contentNotes,
    crisisLines,
    poll: poll !== null,
    lang,
    pinned: false,
    locked: false,
    ...(await writtenFrom(body.body, accounts.idsOfHandles)),
    authorId: null,
    alias: null,
    contentHash: hashOf([spaceId, title, kind, body.body, tags, contentNotes, crisisLines, lang, anonymous, ...(poll ? [poll] : [])]),
    createdAt: now,
    editedAt: null,
    editedBy: null,
    removed: null,
    seq: 1,
    changedSeq: 1,
    lastN: 0,
    replyCount: 0,
    lastActivityAt: now,
  }
}

/** One transaction: the topic, who wrote it when that is kept apart, and the count of its space. */
async function insert(
  { changes, store, spaces, authorships, drafts, polls }: TopicDeps,
  author: Member,
  topic: TopicDoc,
  { anonymous, poll, draft: from }: NewTopic,
): Promise<TopicDoc> {
  const stored = await changes.on(topic.spaceId, async session => {
    const alias = anonymous ? await authorships.aliasOf(session, topic, author.accountId) : null
    const signed = { ...topic, alias, authorId: anonymous ? null : author.accountId }
    await store.insert(session, signed)
    if (poll) await polls.insert(session, topic._id, poll)
    if (anonymous) await authorships.record(session, { _id: topic._id, topicId: topic._id, accountId: author.accountId, kind: 'topic' })
    await spaces.store.countTopics(session, topic.spaceId, 1)
    await drafts.done(session, { accountId: author.accountId, kind: 'topic', placeId: topic.spaceId, postId: topic._id, from })
    return signed
  })
  spaces.store.forget()
  return stored
}

async function answer(deps: TopicDeps, actor: Actor, topic: TopicDoc) {
  return deps.view.present(actor, { topic, facts: { ...(await deps.view.factsOf(actor, topic)), mine: true } })
}

/** Throws `id-taken` for anybody else's, `already-sent` for other words under the same id. */
async function repeated(deps: TopicDeps, actor: Actor, sent: TopicDoc) {
  const known = await deps.store.byId(sent._id)
  if (!known || !(await deps.view.isMine(actor, known))) throw new Problem('id-taken')
  if (known.contentHash !== sent.contentHash) throw new Problem('already-sent', { link: `/topics/${known._id}/edit` })
  return answer(deps, actor, known)
}
