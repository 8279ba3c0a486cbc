// Topics and replies as things that are found.
import type { PostFound } from '@hearth/shared/search'
import { topicKind } from '@hearth/shared/topic'
import type { Accounts } from '../accounts/index.ts'
import { maskAllHandles, maskedText } from '../markdown/index.ts'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import type { Post } from '../posts/post.ts'
import { authorByline, type Names, peopleIn } from '../posts/present.ts'
import type { Replies, ReplyDoc } from '../replies/index.ts'
import { factsOfSpace, type SpaceDoc, type Spaces } from '../spaces/index.ts'
import type { TopicDoc, TopicStore } from '../topics/index.ts'
import type { Changed, Entry, Head, Indexed, Kind, Marking, Ref, Version } from './entry.ts'
import { fold } from './fold.ts'
import type { ForReader, ForReaderOf } from './for-reader.ts'
import { indexedText, termsOf, worded, wordsForGuests, wordsForMembers } from './plain-words.ts'
import type { ShownPosts } from './shown-posts.ts'
import { markedTitle, snippetOf } from './snippet.ts'

export type PostsDeps = {
  topics: Pick<TopicStore, 'byId' | 'byIds' | 'versions'>
  replies: Pick<Replies['store'], 'byIds' | 'changed'>
  spaces: Pick<Spaces['store'], 'byId'>
  accounts: Pick<Accounts, 'bylinesOf'>
  forReader: ForReaderOf
  shownPosts: ShownPosts
}

/** Replies of one topic that are brought up together. */
const repliesTogether = 500
export const postsKind = 'post'

export function kindOfPosts(deps: PostsDeps): Kind {
  return {
    ...indexedPosts(deps),
    kinds: [...topicKind.options, 'reply'],
    show: (actor, refs, marking) => show(deps, actor, refs, marking),
  }
}

export function indexedPosts(deps: Pick<PostsDeps, 'topics' | 'replies'>): Indexed {
  return { name: postsKind, versions: () => deps.topics.versions(), changed: known => changed(deps, known) }
}

async function changed({ topics, replies }: Pick<PostsDeps, 'topics' | 'replies'>, known: Version[]): Promise<Changed> {
  const found = new Map((await topics.byIds(known.map(each => each._id))).map(topic => [topic._id, topic]))
  const result: Changed = { entries: [], versions: [], more: [], absent: known.filter(each => !found.has(each._id)).map(each => each._id) }
  for (const { _id, version } of known) {
    const topic = found.get(_id)
    if (!topic || topic.seq <= version) continue
    const some = topic.lastN === 0 ? [] : await replies.changed(_id, version, topic.seq, repliesTogether)
    const whole = some.length < repliesTogether
    if (version === 0 || topic.changedSeq > version) result.entries.push(entryOfTopic(topic))
    result.entries.push(...some.map(entryOfReply))
    result.versions.push({ _id, version: whole ? topic.seq : some.at(-1)!.seq })
    if (!whole) result.more.push(_id)
  }
  return result
}

function entryOfTopic(topic: TopicDoc): Entry {
  const text = () => `${indexedText(topic)} ${topic.tags.map(maskAllHandles).join(' ')}`
  return {
    ...entryOf(topic, topic._id, 0, text),
    head: headOf(topic),
    title: topic.removed ? '' : termsOf(maskAllHandles(topic.title), topic.lang),
  }
}

function entryOfReply(reply: ReplyDoc): Entry {
  return entryOf(reply, reply.topicId, reply.n, () => indexedText(reply))
}

function entryOf(post: Post & { _id: string }, thing: string, n: number, text: () => string): Entry {
  const gone = post.removed !== null
  const body = gone ? '' : termsOf(text(), post.lang)
  return { _id: post._id, thing, n, author: gone ? null : post.authorId, at: post.createdAt, head: null, gone, title: '', body }
}

function headOf({ kind, spaceId, tags, locked, removed }: TopicDoc): Head {
  return { kind, place: spaceId, tags: tags.map(fold), wantsAnswer: kind !== 'announcement' && !locked && removed === null }
}

async function show(deps: PostsDeps, actor: Actor, refs: Ref[], marking: Marking): Promise<Map<number, PostFound>> {
  const [reader, posts] = await Promise.all([deps.forReader(actor), deps.shownPosts.of(refs)])
  const names = actor.kind === 'guest' ? null : await deps.accounts.bylinesOf(peopleIn([...posts.values()].map(each => each.post)))
  const found = new Map<number, PostFound>()
  for (const ref of refs) {
    const shown = posts.get(ref.doc)
    const space = shown && (await deps.spaces.byId(shown.topic.spaceId))
    if (!shown || !space || shown.post.removed || can(actor, 'readSpace', factsOfSpace(space)) !== true) continue
    if (shown.post.authorId !== null && shown.post.authorId !== accountIdOf(actor) && reader.leavesOut(shown.post.authorId)) continue
    found.set(ref.doc, present({ ref, ...shown, space, names, reader, marking }))
  }
  return found
}

type Given = { ref: Ref; topic: TopicDoc; post: Post; space: SpaceDoc; names: Names | null; reader: ForReader; marking: Marking }

function present({ ref, topic, post, space, names, reader, marking }: Given): PostFound {
  const mask = names ? (text: string) => text : maskAllHandles
  const words = names ? wordsForMembers(post) : wordsForGuests(post)
  const title = { text: topic.title, mentions: [] }
  const shows = reader.shows({ contentNotes: post.contentNotes, tags: topic.tags, title: topic.title, text: words.text })
  const mention = (id: string) => (names ? `@${names.get(id)?.handle ?? 'former member'}` : '@Registered Member')
  return {
    kind: ref.n > 0 ? 'reply' : topic.kind,
    id: ref.id,
    topicId: topic._id,
    spaceId: space._id,
    spaceName: space.name,
    title: markedTitle(worded(names ? title : maskedText(title), topic.lang), marking),
    n: ref.n,
    author: names ? authorByline(post, names) : { kind: 'registered-member' },
    lang: post.lang,
    createdAt: post.createdAt.toISOString(),
    contentNotes: post.contentNotes.map(mask),
    snippet: shows ? snippetOf(words, marking, mention) : [],
  }
}
