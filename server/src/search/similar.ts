// Topics near to one another: those that share the rarest words of a title, among what the actor may read.
import type { SimilarTopic } from '@hearth/shared/search'
import type { Action } from '../http/route.ts'
import { kept } from '../kept.ts'
import { maskAllHandles } from '../markdown/index.ts'
import type { Actor } from '../policy/actor.ts'
import type { TopicDoc } from '../topics/index.ts'
import { fold } from './fold.ts'
import type { SearchDeps } from './index.ts'
import { isSmall, termOf, termsAsked } from './languages.ts'
import { type Reach, rarity, termHits } from './match.ts'
import type { Memory } from './memory.ts'
import { indexedText } from './plain-words.ts'
import { reachOf } from './reach.ts'
import { wordsIn } from './words.ts'

/** More would be a list of its own. */
const mostNear = 4
/** Words of a text that are looked for, the rarest. */
const mostWords = 12
/** A topic is near when it has so much of all that the words are worth. */
const nearEnough = 0.22
/** A word of the text against one of the title. */
const textWeight = 0.35
/** A tag in common against a word of the title. */
const tagWeight = 2
const mostHeld = 2_000
/** With several servers what another changed is seen after this long; as with spaces. */
const staleAfterMs = 1_000

type Wanted = { terms: string[]; weight: number }
type About = { title: string; lang: string; tags: readonly string[]; text: string }

/** `except`: the topic itself. */
function nearTo(memory: Memory, reach: Reach, about: About, except: string | null): string[] {
  const { n, thing } = memory.columns()
  const scores = new Map<number, number>()
  let worth = 0
  for (const { terms, weight } of wantedOf(memory, about)) {
    const postings = terms.map(term => memory.terms.get(term)).filter(found => found !== undefined)
    worth += weight * Math.max(0, ...postings.map(each => rarity(reach.posts, each.length)))
    for (const each of postings) {
      const hits = termHits({ memory, reach }, each)
      for (let at = 0; at < hits.length; at += 1) {
        const doc = hits.docs[at]!
        if (n[doc] === 0 && memory.thingNo(thing[doc]!).head?.place !== 'members')
          scores.set(doc, (scores.get(doc) ?? 0) + weight * hits.scores[at]!)
      }
    }
  }
  for (const [doc, score] of sharedTags(memory, reach, about.tags.map(fold))) scores.set(doc, (scores.get(doc) ?? 0) + score)
  return [...scores]
    .map(([doc, score]) => ({ id: memory.refOf(doc).thing, score }))
    .filter(({ id, score }) => id !== except && score > nearEnough * worth)
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, mostNear)
    .map(({ id }) => id)
}

/** A tag that two topics share says more the fewer have it. */
function sharedTags(memory: Memory, reach: Reach, tags: readonly string[]): Map<number, number> {
  const { place } = memory.columns()
  const scores = new Map<number, number>()
  for (const tag of tags) {
    const having = memory.tagged(tag).filter(doc => reach.open[place[doc]!] === 1)
    for (const doc of having) scores.set(doc, (scores.get(doc) ?? 0) + tagWeight * rarity(reach.posts, having.length))
  }
  return scores
}

/** Each word of the title, and the rarest of the text. */
function wantedOf({ terms }: Memory, { title, lang, text }: Omit<About, 'tags'>): Wanted[] {
  const large = (from: string) => [...new Set(wordsIn(from).map(word => word.text))].filter(word => !isSmall(word))
  const inTitle = large(title).map(word => ({ terms: termsAsked(word), weight: 1 }))
  const rareFirst = [...new Set(large(text).map(word => termOf(word, lang)))]
    .map(term => ({ term, posts: terms.get(term)?.length ?? 0 }))
    .filter(({ posts }) => posts > 1)
    .sort((one, other) => one.posts - other.posts || (one.term < other.term ? -1 : 1))
  return [...inTitle, ...rareFirst.slice(0, mostWords).map(({ term }) => ({ terms: [term], weight: textWeight }))]
}

export function similarTopics(deps: SearchDeps) {
  const held = kept<SimilarTopic[]>(mostHeld)

  async function present(actor: Actor, ids: string[]): Promise<SimilarTopic[]> {
    const found = await Promise.all(ids.map(id => deps.topics.byId(id)))
    return Promise.all(found.filter(topic => topic !== null).map(topic => rowOf(deps, actor, topic)))
  }

  /** Near to a topic that the actor reads. Asks the database nothing when it was asked before and no topic changed since; none before the index is there. */
  async function similarTo(actor: Actor, topic: TopicDoc): Promise<SimilarTopic[]> {
    const memory = deps.keeper.now()
    if (!memory) return []
    const reach = await reachOf(deps.spaces, actor, memory)
    const time = deps.shared ? Math.floor(performance.now() / staleAfterMs) : 0
    const key = `${topic._id} ${actor.kind} ${reach.open.join('')}`
    return held.ask(
      key,
      () => `${memory.headVersion()} ${time}`,
      async () => present(actor, nearTo(memory, reach, { ...topic, text: indexedText(topic) }, topic._id)),
    )
  }

  const whileTitling: Action<'GET /api/similar-topics'> = async (actor, { query }) => {
    const memory = await deps.keeper.ready()
    const reach = await reachOf(deps.spaces, actor, memory)
    return { items: await present(actor, nearTo(memory, reach, { title: query.title, lang: 'en', tags: [], text: '' }, null)) }
  }

  return { similarTo, whileTitling }
}

async function rowOf({ spaces }: SearchDeps, actor: Actor, topic: TopicDoc): Promise<SimilarTopic> {
  const space = await spaces.byId(topic.spaceId)
  const title = actor.kind === 'guest' ? maskAllHandles(topic.title) : topic.title
  return { id: topic._id, slug: topic.slug, title, spaceName: space?.name ?? '' }
}
