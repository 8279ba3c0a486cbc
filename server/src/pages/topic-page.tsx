// A topic's page: in the reader's view and order, at a place, with the composer where they may reply.
import { type FormState, freshForm, type ReplyFormProps, TopicPage } from '@hearth/client/pages'
import type { Reading } from '@hearth/shared/account'
import type { ViewedTopic } from '@hearth/shared/topic'
import type { Problem } from '../problem.ts'
import { crisisLinesFor } from '../site/index.ts'
import { ask } from './ask.ts'
import { choicesOf, coversOfPosts, offeredFor, titleFor } from './covered.ts'
import { draftAt, shownDraft, triedDraft } from './drafts-in-forms.ts'
import { atATime, isLow } from './energy.ts'
import { firstWords } from './first-words.ts'
import type { PageDeps } from './index.tsx'
import { linesIn } from './ours.ts'
import { queryOf } from './query.ts'
import { placeOfId } from './remembered-pages.ts'
import { newId } from './router.ts'
import { goTo, type Onward, type Page, type Visit } from './visit.ts'

/** What the composer goes on with after a preview or a refusal. */
export type ComposerState = { id: string; parentId: string | null; form: FormState; previewHtml: string | null; problem?: Problem }

const perPage = 20

export async function topicPage(deps: PageDeps, visit: Visit, composing?: ComposerState, voting?: FormState): Promise<Page | Onward> {
  const topicId = visit.params.topicId ?? ''
  const topic = await ask(visit, deps.topics.actions.read, { params: { topicId } })
  // Where no other try can help there is no composer to keep the words: the problem's own page keeps them.
  if (composing?.problem && !topic.can.reply) throw composing.problem
  const title = titleFor(visit, topic)
  // The slug is made of the title: where that is not shown, it does not stand in the address either.
  const slug = title === topic.title ? topic.slug : undefined
  if (!composing && !voting && visit.params.slug !== slug) return goTo(`/topics/${topicId}${slug ? `/${slug}` : ''}${queryOf(visit)}`)
  const { view, order } = waysOf(visit)
  const [space, replies, composer, waiting, levels, near, poll] = await Promise.all([
    ask(visit, deps.spaces.actions.read, { params: { spaceId: topic.spaceId } }),
    ask(visit, deps.replies.actions.list, {
      params: { topicId },
      query: { view, order, limit: isLow(visit.reader) ? atATime : perPage, ...placeOf(visit) },
    }),
    topic.can.reply ? composerOf(deps, visit, topic, composing, voting !== undefined) : null,
    justWritten(deps, visit),
    visit.actor.kind === 'guest' ? null : deps.attention.levelsOf(visit.actor.accountId),
    nearTo(deps, visit, topicId),
    topic.poll ? ask(visit, deps.polls.actions.read, { params: { topicId } }) : null,
  ])
  const marks = await deps.marks.onPage(visit.actor, topicId, [topic, ...replies.items])
  await markRead(deps, visit, topic, replies.items)
  const props = {
    space,
    topic,
    replies,
    view,
    order,
    composer,
    waiting,
    near: offeredFor(visit, near),
    poll: poll && { poll, form: voting ?? null, signedIn: visit.reader.me !== null },
    reader: readerKind(visit),
    marks,
    attention: levels?.of('topic', topic.id) ?? null,
    muted: [...(levels?.muted('member') ?? [])].sort(),
    ...coversOfPosts(visit, [topic, ...replies.items]),
    ...choicesOf(visit),
    crisisLines: topic.crisisLines ? linesIn(visit.reader.lang, crisisLinesFor(deps.config)) : [],
  }
  const page = { title, body: <TopicPage {...props} />, indexable: space.visibility === 'public', card: cardOf(visit, topic) }
  const status = composing?.problem?.status
  if (voting) return { ...page, status: voting.problem?.status ?? 422 }
  if (composing) return { ...page, ...(status ? { status } : {}) }
  // A draft has its own id, and nobody else's page shows the same.
  if (composer?.draft.keptAt) return page
  return { ...page, lasting: true, ...(composer ? { freshId: newId() } : {}) }
}

/** Asked only on the way back from a form. */
async function justWritten({ later }: PageDeps, visit: Visit) {
  const { waiting } = visit.query
  if (!waiting || visit.actor.kind === 'guest') return null
  const post = await ask(visit, later.actions.read, { params: { waitingId: waiting } }).catch(() => null)
  return post && !post.takenBackAt ? { id: post.id, appearsAt: post.appearsAt, atTheLatest: post.atTheLatest } : null
}

/** No words where a content note stands; the first page alone has an address of its own. */
function cardOf(visit: Visit, topic: ViewedTopic) {
  const isFirst = !visit.query.after && !visit.query.around
  return {
    path: isFirst ? `/topics/${topic.id}/${topic.slug}` : null,
    description: topic.contentNotes.length > 0 || visit.covers?.of({ html: topic.html }) ? '' : firstWords(topic.html),
    feed: `/topics/${topic.id}/feed.atom`,
  }
}

async function nearTo({ search, topics }: PageDeps, { actor }: Visit, topicId: string) {
  const topic = await topics.store.byId(topicId)
  return topic ? search.similarTo(actor, topic) : []
}

function waysOf({ query, reader }: Visit): Pick<Reading, 'view' | 'order'> {
  // One after the other: branches are much to hold in mind.
  const usual = isLow(reader) ? 'flat' : reader.reading.view
  const view = query.view === 'flat' || query.view === 'threaded' ? query.view : usual
  const order = query.order === 'newest' || query.order === 'oldest' ? query.order : reader.reading.order
  return { view, order }
}

function placeOf({ query }: Visit) {
  const around = Number(query.around)
  return { ...(query.after ? { after: query.after } : {}), ...(Number.isInteger(around) && around > 0 ? { around } : {}) }
}

function readerKind({ actor }: Visit) {
  if (actor.kind === 'guest') return 'guest' as const
  return actor.silenced ? ('silenced' as const) : ('member' as const)
}

async function composerOf(
  deps: PageDeps,
  visit: Visit,
  topic: ViewedTopic,
  composing: ComposerState | undefined,
  fresh: boolean,
): Promise<ReplyFormProps> {
  const { replies, spaces } = deps
  const place = { kind: 'reply' as const, placeId: topic.id }
  const kept = composing ? null : await draftAt(deps, visit, place)
  const parentId = composing ? composing.parentId : (visit.query.reply ?? kept?.parentId ?? null)
  const parent = parentId === null ? null : await ask(visit, replies.actions.read, { params: { replyId: parentId } }).catch(() => null)
  const space = await spaces.store.byId(topic.spaceId)
  return {
    topicId: topic.id,
    id: composing?.id ?? kept?.postId ?? (fresh ? newId() : placeOfId),
    parent: parent && parent.topicId === topic.id ? { id: parent.id, n: parent.n, author: parent.author } : null,
    form: composing?.form ?? freshForm(kept?.fields),
    previewHtml: composing?.previewHtml ?? null,
    anonymousAllowed: space?.anonymous ?? false,
    displayName: visit.reader.me?.displayName ?? '',
    postsWait: visit.reader.postsWait,
    keeper: visit.reader.me?.id ?? '',
    draft: composing ? await triedDraft(deps, visit, place, composing.form.values, composing.problem) : shownDraft(place, kept),
  }
}

/** Opening a page reads it: the position moves on over what was shown without a gap, and never back. */
async function markRead({ topics }: PageDeps, { actor }: Visit, topic: ViewedTopic, shown: { n: number }[]) {
  if (actor.kind === 'guest') return
  const seen = new Set(shown.map(reply => reply.n))
  let readUpTo = topic.readUpTo ?? 0
  while (seen.has(readUpTo + 1)) readUpTo += 1
  if (readUpTo > (topic.readUpTo ?? 0)) await topics.positions.advance(actor.accountId, topic.id, readUpTo)
  else if (readUpTo === 0) await topics.positions.open(actor.accountId, topic.id)
}
