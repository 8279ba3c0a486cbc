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
import { languageOf } from '../posts/language-of.ts'
import { hashOf, writtenFrom } from '../posts/post.ts'
import { Problem } from '../problem.ts'
import type { Numbers, Posts, TopicDoc, TopicInView } from '../topics/index.ts'
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
      const posted = await deps.changes.among('replies', insertAll, {
        author: actor as Member,
        topic,
        draft: sent,
        anonymous: body.anonymous,
        from: body.draft,
      })
      if (posted.authorId !== null) deps.partTaken.took(posted.authorId, topic._id)
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
  const { id = randomUUID(), parentId, contentNotes, lang = languageOf(body.body, topic.lang), anonymous } = body
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

type Sent = { author: Member; topic: TopicDoc; draft: Draft; anonymous: boolean; from: string | undefined }

/**
 * One transaction: the next numbers of each topic, all replies that wait, and who wrote those that keep it apart. The filter repeats what the
 * rule relied on; where it does not hold for one of them, each goes by itself and is told why.
 */
function insertingAll({ topics, store, authorships, drafts }: ReplyDeps) {
  return async (session: ClientSession, all: Sent[]): Promise<ReplyDoc[]> => {
    const last = await topics.store.post(session, postsOf(all))
    if (!last) throw new Problem((await topics.store.byId(all[0]!.topic._id))?.locked ? 'topic-locked' : 'edited-meanwhile')
    const replies: ReplyDoc[] = []
    for (const sent of all) replies.push({ ...drawn(sent, all, last.get(sent.topic._id)!), ...(await sign(authorships, session, sent)) })
    await store.insertMany(session, replies)
    for (const { author, topic, draft, from } of all)
      await drafts.done(session, { accountId: author.accountId, kind: 'reply', placeId: topic._id, postId: draft._id, from })
    return replies
  }
}

/** By topic and by the space in which it was read. */
function postsOf(all: Sent[]): Posts[] {
  const groups = new Map<string, Posts>()
  for (const { topic, draft } of all) {
    const key = `${topic._id} ${topic.spaceId}`
    const many = (groups.get(key)?.many ?? 0) + 1
    groups.set(key, { id: topic._id, where: { locked: false, spaceId: topic.spaceId }, many, at: draft.createdAt })
  }
  return [...groups.values()]
}

/** Numbers in the order in which they were sent: the last of its topic has the last. */
function drawn(sent: Sent, all: Sent[], last: Numbers) {
  const later = all.slice(all.indexOf(sent) + 1).filter(each => each.topic._id === sent.topic._id).length
  const { parent, ...draft } = sent.draft
  return { ...draft, n: last.lastN - later, seq: last.seq - later, ...placeUnder(parent, last.lastN - later) }
}

async function sign(authorships: Authorships, session: ClientSession, { author, topic, draft, anonymous }: Sent) {
  if (!anonymous) return { authorId: author.accountId, alias: null }
  const alias = await authorships.aliasOf(session, topic, author.accountId)
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
