// Somebody writes a reply or a topic that appears later; the same id again with the same words answers the first result.
import { randomUUID } from 'node:crypto'
import { limits } from '@hearth/shared/limits'
import type { NewWaitingPost } from '@hearth/shared/waiting-post'
import { isDuplicate } from '../db/schema.ts'
import { type Action, Repeat } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { hashOf } from '../posts/post.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace } from '../spaces/index.ts'
import type { LaterDeps } from './index.ts'
import { linkOf } from './post-it.ts'
import { presentWaiting } from './present.ts'
import type { WaitingDoc } from './store.ts'
import { dueFor } from './when.ts'

export function writeLater(deps: LaterDeps): Action<'POST /api/waiting-posts'> {
  return async (actor, { body }) => {
    demand(actor, 'keepWaitingPosts')
    const known = body.id === undefined ? null : await sentBefore(deps, actor, body)
    if (known) return new Repeat(await presentWaiting(deps, actor, known))
    await mayPost(deps, actor, body)
    const { accountId } = actor as Member
    if ((await deps.store.countOf(accountId)) >= limits.waitingPostsMax) throw new Problem('too-many-waiting')
    const doc = await newDoc(deps, actor as Member, body)
    await deps.drafts.done(null, { ...draftOf(body), accountId, postId: doc._id, from: body.draft })
    try {
      await deps.store.insert(doc)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return new Repeat(await presentWaiting(deps, actor, (await sentBefore(deps, actor, body))!))
    }
    deps.worker.waits(doc.dueAt)
    return presentWaiting(deps, actor, doc)
  }
}

/** What could not be posted now is told now, not when it is due. Throws what posting would throw. */
async function mayPost({ topics, replies, spaces }: LaterDeps, actor: Actor, body: NewWaitingPost) {
  if (body.what === 'reply') {
    const { facts } = await topics.view.load(actor, body.topicId)
    demand(actor, 'reply', facts)
    if (body.anonymous) demand(actor, 'postAnonymously', facts.space)
    const parent = body.parentId === null ? null : await replies.store.byId(body.parentId)
    if (body.parentId !== null && parent?.topicId !== body.topicId) throw new Problem('wrong-parent')
    return
  }
  const space = await spaces.store.byId(body.spaceId)
  if (!space) throw new Problem('not-found')
  demand(actor, 'startTopic', factsOfSpace(space))
  if (body.anonymous) demand(actor, 'postAnonymously', factsOfSpace(space))
}

/** Throws `id-taken`, `already-sent` or `already-posted` where the id is in use. */
async function sentBefore({ store, topics, replies }: LaterDeps, actor: Actor, body: NewWaitingPost): Promise<WaitingDoc | null> {
  const id = body.id!
  const waiting = await store.byId(id)
  if (waiting) {
    if (waiting.accountId !== (actor as Member).accountId) throw new Problem('id-taken')
    if (waiting.contentHash !== contentHashOf(body)) throw new Problem('already-sent', { link: `/waiting/${id}/edit` })
    return waiting
  }
  const posted = body.what === 'reply' ? await replies.store.byId(id) : await topics.store.byId(id)
  if (!posted) return null
  throw (await topics.view.isMine(actor, posted))
    ? new Problem('already-posted', { link: linkOf({ what: body.what, _id: id }) })
    : new Problem('id-taken')
}

async function newDoc({ clock, random, zoneOf }: LaterDeps, actor: Member, body: NewWaitingPost): Promise<WaitingDoc> {
  const now = clock.now()
  return {
    _id: body.id ?? randomUUID(),
    accountId: actor.accountId,
    ...placedIn(body),
    ...dueFor(body.appears, { now, timeZone: await zoneOf(actor), anonymous: body.anonymous }, random),
    claimedUntil: null,
    held: null,
    takenBackAt: null,
    contentHash: contentHashOf(body),
    createdAt: now,
    version: 1,
  }
}

function placedIn(body: NewWaitingPost): Pick<WaitingDoc, 'what' | 'topicId' | 'parentId' | 'spaceId' | 'words'> {
  if (body.what === 'reply') {
    const { id, what, appears, draft, topicId, parentId, ...words } = body
    return { what, topicId, parentId, spaceId: null, words }
  }
  const { id, what, appears, draft, spaceId, ...words } = body
  return { what, topicId: null, parentId: null, spaceId, words }
}

/** What was kept of it: from now on it waits, and is no draft any more. */
function draftOf(body: NewWaitingPost) {
  return body.what === 'reply' ? { kind: 'reply' as const, placeId: body.topicId } : { kind: 'topic' as const, placeId: body.spaceId }
}

/** Not of its time: what is sent again a second later appears when the first was to. */
function contentHashOf({ id, appears, draft, ...words }: NewWaitingPost) {
  return hashOf([words])
}
