// Somebody replies to a topic, or to a reply in it; the same id again with the same words answers the first result.
import { randomUUID } from 'node:crypto'
import type { ProblemCode } from '@hearth/shared/problems'
import type { NewReply } from '@hearth/shared/reply'
import type { Authorships } from '../authorships/index.ts'
import type { ClientSession } from '../db/connect.ts'
import { isDuplicate } from '../db/schema.ts'
import { type Action, Repeat } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import type { TopicFacts } from '../policy/topics.ts'
import { hashOf, writtenFrom } from '../posts/post.ts'
import { Problem } from '../problem.ts'
import type { TopicDoc, TopicInView } from '../topics/index.ts'
import { audiencesOf, presentReply } from './in-view.ts'
import type { ReplyDeps } from './index.ts'
import type { ReplyDoc } from './store.ts'
import { placeUnder } from './thread-path.ts'

export function postReply(deps: ReplyDeps): Action<'POST /api/topics/:topicId/replies'> {
  const insertAll = insertingAll(deps)
  return async (actor, { params, body }) => {
    const { topic, facts } = await deps.topics.view.load(actor, params.topicId)
    const refusal = refusalOf(actor, facts, body)
    if (refusal) return sentBefore(deps, actor, { topic, facts }, body, refusal)
    const sent = await draftOf(deps, topic, body)
    try {
      const posted = await deps.changes.among(topic._id, insertAll, {
        author: actor as Member,
        topic,
        draft: sent,
        anonymous: body.anonymous,
      })
      deps.activity.touch(topic.spaceId, posted.createdAt)
      deps.publish.reply('reply.posted', await audiencesOf(deps, posted, facts))
      return await presentReply(deps, actor, posted, facts)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return new Repeat(await presentReply(deps, actor, await repeated(deps, actor, sent), facts))
    }
  }
}

function refusalOf(actor: Actor, facts: TopicFacts, body: NewReply): ProblemCode | null {
  const verdicts = [can(actor, 'reply', facts), body.anonymous ? can(actor, 'postAnonymously', facts.space) : true]
  return verdicts.find(verdict => verdict !== true) ?? null
}

/** Whoever sends again what was taken before a lock gets it, so that nobody believes it lost. Throws the refusal for all else. */
async function sentBefore(deps: ReplyDeps, actor: Actor, { topic, facts }: TopicInView, body: NewReply, refusal: ProblemCode) {
  const known = body.id === undefined ? null : await repeated(deps, actor, await draftOf(deps, topic, body)).catch(() => null)
  if (!known) throw new Problem(refusal)
  return new Repeat(await presentReply(deps, actor, known, facts))
}

type Draft = Omit<ReplyDoc, 'n' | 'root' | 'path' | 'depth' | 'seq' | 'parentN'> & { parent: ReplyDoc | null }

/** Throws `wrong-parent` when the reply that is answered is in another topic, or nowhere. */
async function draftOf({ store, accounts, clock }: ReplyDeps, topic: TopicDoc, body: NewReply): Promise<Draft> {
  const { id = randomUUID(), parentId, contentNotes, lang = topic.lang, anonymous } = body
  const parent = parentId === null ? null : await store.byId(parentId)
  if (parentId !== null && parent?.topicId !== topic._id)
    throw new Problem('wrong-parent', { errors: [{ pointer: '/parentId', code: 'unknown', message: 'is not in this topic' }] })
  return {
    _id: id,
    topicId: topic._id,
    parentId,
    parent,
    ...(await writtenFrom(body.body, accounts.idsOfHandles)),
    contentNotes,
    lang,
    authorId: null,
    alias: null,
    contentHash: hashOf([topic._id, parentId, body.body, contentNotes, lang, anonymous]),
    createdAt: clock.now(),
    editedAt: null,
    editedBy: null,
    removed: null,
  }
}

type Sent = { author: Member; topic: TopicDoc; draft: Draft; anonymous: boolean }

/**
 * One transaction: the topic's next numbers, the replies that wait for it, and who wrote those that keep it apart. The filter repeats what
 * the rule relied on; where that is not the same for all of them, each goes by itself.
 */
function insertingAll({ topics, store, authorships }: ReplyDeps) {
  return async (session: ClientSession, all: Sent[]): Promise<ReplyDoc[]> => {
    const { topic } = all[0]!
    if (all.some(each => each.topic.spaceId !== topic.spaceId)) throw new Problem('edited-meanwhile')
    const where = { locked: false, spaceId: topic.spaceId }
    const last = await topics.store.post(session, topic._id, where, all.length, all.at(-1)!.draft.createdAt)
    if (!last) throw new Problem((await topics.store.byId(topic._id))?.locked ? 'topic-locked' : 'edited-meanwhile')
    const replies: ReplyDoc[] = []
    for (const [at, each] of all.entries()) {
      const back = all.length - 1 - at
      const signed = await sign(authorships, session, each)
      const { parent, ...draft } = each.draft
      replies.push({ ...draft, ...signed, n: last.lastN - back, seq: last.seq - back, ...placeUnder(parent, last.lastN - back) })
    }
    await store.insertMany(session, replies)
    return replies
  }
}

async function sign(authorships: Authorships, session: ClientSession, { author, topic, draft, anonymous }: Sent) {
  if (!anonymous) return { authorId: author.accountId, alias: null }
  const alias = await authorships.aliasOf(session, topic._id, author.accountId)
  await authorships.record(session, { _id: draft._id, topicId: topic._id, accountId: author.accountId, kind: 'reply' })
  return { authorId: null, alias }
}

/** Throws `id-taken` for anybody else's, `already-sent` for other words under the same id. */
async function repeated({ store, topics }: ReplyDeps, actor: Actor, sent: Draft): Promise<ReplyDoc> {
  const known = await store.byId(sent._id)
  if (!known || !(await topics.view.isMine(actor, known))) throw new Problem('id-taken')
  if (known.contentHash !== sent.contentHash) throw new Problem('already-sent', { link: `/replies/${known._id}/edit` })
  return known
}
