// Who wrote what was posted without a name: the one module that knows, apart from the posts themselves.
import { randomInt } from 'node:crypto'
import type { ClientSession, Connection } from 'mongoose'
import { defineModel } from '../db/schema.ts'
import { kept } from '../kept.ts'
import { recent } from '../recent.ts'
import { aliasesIn } from './alias-words.ts'

type Authorship = { _id: string; accountId: string; topicId: string; kind: 'topic' | 'reply' }
type Alias = { _id: string; topicId: string; alias: string }

/** Answers to whether one wrote a post, at most. */
const mostKept = 50_000
/** Of so many people it is held in which topics they wrote, for so long. */
const mostPeople = 5_000
const keptMs = 600_000

export type Authorships = ReturnType<typeof authorshipsOf>

/** `alone`: no other server adds to it. `pick` draws a whole number from 0 to below its argument; random by default, so that an alias says nothing of its person. */
export function authorshipsOf(
  connection: Connection,
  { alone = false, pick = below => randomInt(below) }: { alone?: boolean; pick?: (below: number) => number } = {},
) {
  const authorships = defineModel<Authorship>(
    connection,
    'authorships',
    { accountId: { type: String, required: true }, topicId: { type: String, required: true }, kind: { type: String, required: true } },
    [{ name: 'own_posts', serves: 'the topics that one started without a name', fields: { accountId: 1, kind: 1 } }],
  )
  const aliases = defineModel<Alias>(
    connection,
    'aliases',
    { topicId: { type: String, required: true }, alias: { type: String, required: true } },
    [{ name: 'alias_in_topic', serves: 'no two people under one alias in a topic', fields: { topicId: 1, alias: 1 }, unique: true }],
  )

  const own = kept<boolean>(mostKept)
  const topics = recent<ReadonlySet<string>>({ most: mostPeople, forMs: alone ? keptMs : 0 })

  /**
   * The alias of a person in a topic: one for good, made at the first post without a name. Part of the caller's transaction. An alias is a name,
   * the same for everybody who reads it; its language is the topic's, since the writer's would say something of them.
   */
  async function aliasOf(session: ClientSession, topic: { _id: string; lang: string }, accountId: string): Promise<string> {
    const topicId = topic._id
    const _id = `${topicId}:${accountId}`
    const known = await aliases.findById(_id).session(session).lean()
    if (known) return known.alias
    const taken = new Set((await aliases.find({ topicId }).session(session).lean()).map(each => each.alias))
    const alias = freeAlias(aliasesIn(topic.lang), taken, pick)
    await aliases.create([{ _id, topicId, alias }], { session })
    return alias
  }

  async function record(session: ClientSession, post: Authorship) {
    await authorships.create([post], { session })
    // Once the transaction has ended: what is read before shows nothing of it.
    session.once('ended', () => topics.forget(post.accountId))
  }

  /** Which of these posts without a name, all of them stored, were written by this account. Who wrote a post never changes. */
  async function ownAmong(accountId: string, postIds: string[]): Promise<Set<string>> {
    const known = new Map(postIds.map(id => [id, own.get(`${accountId}:${id}`)]))
    const asked = postIds.filter(id => known.get(id) === undefined)
    if (asked.length > 0) {
      const found = new Set((await authorships.find({ _id: { $in: asked }, accountId }).lean()).map(each => each._id))
      for (const id of asked) {
        known.set(id, found.has(id))
        own.set(`${accountId}:${id}`, found.has(id), 1)
      }
    }
    return new Set(postIds.filter(id => known.get(id)))
  }

  async function ownTopicIds(accountId: string): Promise<string[]> {
    return (await authorships.find({ accountId, kind: 'topic' }).lean()).map(each => each._id)
  }

  /** The topics that one started or replied in without a name, each once; for oneself alone. */
  async function topicsOf(accountId: string): Promise<ReadonlySet<string>> {
    const load = async () => new Set((await authorships.find({ accountId }, { topicId: 1 }).lean()).map(each => each.topicId))
    return (await topics.ask(accountId, load)) ?? new Set()
  }

  return {
    aliasOf,
    record,
    ownAmong,
    ownTopicIds,
    topicsOf,
    createIndexes: () => Promise.all([authorships.createIndexes(), aliases.createIndexes()]),
  }
}

function freeAlias(aliases: readonly string[], taken: Set<string>, pick: (below: number) => number) {
  const free = aliases.filter(alias => !taken.has(alias))
  if (free.length > 0) return free[pick(free.length)]!
  for (;;) {
    const alias = `${aliases[pick(aliases.length)]} ${2 + pick(9_998)}`
    if (!taken.has(alias)) return alias
  }
}
