// A topic is edited by its author, or pinned, locked and moved by those who keep order; each part is asked for on its own.
import type { ClientSession } from '../db/connect.ts'
import type { Action } from '../http/route.ts'
import { type Actor, accountIdOf, type Member } from '../policy/actor.ts'
import { can, demand } from '../policy/can.ts'
import { languageOf } from '../posts/language-of.ts'
import { writtenFrom } from '../posts/post.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace, slugOf } from '../spaces/index.ts'
import { audiencesOf, type TopicInView } from './in-view.ts'
import type { TopicDeps } from './index.ts'
import { keepToVocabulary } from './keep-to-vocabulary.ts'
import type { TopicDoc } from './store.ts'

const authorsPart = ['title', 'body', 'contentNotes', 'kind', 'tags', 'crisisLines'] as const
type Change = Parameters<ReturnType<typeof changeTopic>>[1]['body']

export function changeTopic(deps: TopicDeps): Action<'PATCH /api/topics/:topicId'> {
  return async (actor, { params, body }) => {
    const seen = await deps.view.load(actor, params.topicId)
    await demandEachPart(deps, actor, seen, body)
    if (body.basedOn !== undefined && body.basedOn !== seen.topic.changedSeq)
      throw new Problem('edited-meanwhile', { link: `/topics/${params.topicId}/edit` })
    const set = await fieldsOf(deps, actor, seen, body)
    const also = async (session: ClientSession | null) => {
      const place = { accountId: (actor as Member).accountId, kind: 'edit-topic' as const, placeId: seen.topic._id }
      if (body.body !== undefined) await deps.drafts.done(session, { ...place, postId: null, from: body.draft })
    }
    if (!changes(seen.topic, set)) {
      await also(null)
      return deps.view.present(actor, seen)
    }
    const changed = await keepToVocabulary(deps)(await store(deps, seen.topic, set, also))
    const facts = await deps.view.factsOf(actor, changed)
    deps.publish.topic(await audiencesOf(changed, facts, deps.accounts))
    if (changed.spaceId !== seen.topic.spaceId) movedTo(deps, changed)
    return deps.view.present(actor, { topic: changed, facts })
  }
}

async function demandEachPart({ spaces }: TopicDeps, actor: Actor, { facts }: TopicInView, body: Change) {
  if (authorsPart.some(key => body[key] !== undefined)) demand(actor, 'editTopic', facts)
  if (body.pinned !== undefined || body.locked !== undefined || body.spaceId !== undefined) demand(actor, 'keepOrder', facts)
  if (body.spaceId === undefined) return
  const target = await spaces.store.byId(body.spaceId)
  if (!target || can(actor, 'readSpace', factsOfSpace(target)) !== true)
    throw new Problem('invalid-input', { errors: [{ pointer: '/spaceId', code: 'unknown', message: 'is no space' }] })
  demand(actor, 'startTopic', factsOfSpace(target))
}

async function fieldsOf(
  { accounts, clock, vocabulary }: TopicDeps,
  actor: Actor,
  { topic, facts }: TopicInView,
  { basedOn: _, draft: __, body, ...given }: Change,
): Promise<Partial<TopicDoc>> {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<TopicDoc>
  if (set.tags !== undefined) Object.assign(set, await vocabulary.canonical(set.tags))
  if (set.title !== undefined) set.slug = slugOf(set.title)
  if (body !== undefined) Object.assign(set, await writtenFrom(body, accounts.idsOfHandles))
  if (set.source !== undefined && set.source !== topic.source) set.lang ??= languageOf(set.source, topic.lang)
  if (!wordsChange(topic, set)) return set
  return { ...set, editedAt: clock.now(), editedBy: facts.mine && topic.alias !== null ? null : accountIdOf(actor) }
}

function wordsChange(topic: TopicDoc, set: Partial<TopicDoc>) {
  return changes(topic, set, ['title', 'source', 'contentNotes'])
}

function changes(topic: TopicDoc, set: Partial<TopicDoc>, among = Object.keys(set) as (keyof TopicDoc)[]) {
  return among.some(key => set[key] !== undefined && JSON.stringify(set[key]) !== JSON.stringify(topic[key]))
}

/** The write repeats what was seen: a change of the topic in between is `edited-meanwhile`. */
async function store(
  { changes, store: topics, revisions, spaces }: TopicDeps,
  before: TopicDoc,
  set: Partial<TopicDoc>,
  also: (session: ClientSession) => Promise<void>,
): Promise<TopicDoc> {
  const moved = set.spaceId !== undefined && set.spaceId !== before.spaceId
  await changes.on(before._id, async session => {
    const stamped = await topics.stamp(session, before._id, { changedSeq: before.changedSeq, spaceId: before.spaceId }, { set, self: true })
    if (!stamped) throw new Problem('edited-meanwhile', { link: `/topics/${before._id}/edit` })
    const { title, source, contentNotes, createdAt, editedAt } = before
    if (set.editedAt) await revisions.keep(session, before._id, { at: editedAt ?? createdAt, title, source, contentNotes })
    await also(session)
    if (!moved) return
    await spaces.store.countTopics(session, before.spaceId, -1)
    await spaces.store.countTopics(session, set.spaceId!, 1)
  })
  return (await topics.byId(before._id))!
}

function movedTo({ spaces, activity, readersChanged }: TopicDeps, topic: TopicDoc) {
  spaces.store.forget()
  activity.forget()
  readersChanged([topic._id])
}
