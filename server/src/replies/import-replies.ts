// Brings in the replies of a topic that were written elsewhere, with their own times; for demo data and imports, never through a request.
import type { ClientSession } from '../db/connect.ts'
import { hashOf, writtenFrom } from '../posts/post.ts'
import type { ReplyDeps } from './index.ts'
import type { ReplyDoc } from './store.ts'
import { placeUnder } from './thread-path.ts'

export type ImportedReply = {
  _id: string
  parentId: string | null
  body: string
  contentNotes: string[]
  authorId: string
  anonymous: boolean
  createdAt: Date
  editedAt?: Date | null
  lang?: string
}

/** `replies` in order of creation, parents first. Does nothing when the topic has replies already. */
export function importReplies(deps: ReplyDeps) {
  return async (topicId: string, replies: ImportedReply[]) => {
    const [topic] = await deps.topics.store.byIds([topicId])
    if (!topic || topic.lastN > 0 || replies.length === 0) return
    const docs = new Map<string, ReplyDoc>()
    for (const [index, given] of replies.entries()) docs.set(given._id, await docOf(deps, topicId, given, docs, index + 1))
    const set = { seq: replies.length + 1, lastN: replies.length, replyCount: replies.length, lastActivityAt: replies.at(-1)!.createdAt }
    await deps.changes.on(topicId, async session => {
      await deps.topics.store.setNumbers(session, topicId, set)
      for (const given of replies.filter(each => each.anonymous)) await signApart(deps, session, topic, given, docs.get(given._id)!)
      await deps.store.insertMany(session, [...docs.values()])
    })
    deps.activity.forget()
    deps.happened.topic(topicId)
  }
}

async function docOf(
  { accounts }: ReplyDeps,
  topicId: string,
  given: ImportedReply,
  earlier: Map<string, ReplyDoc>,
  n: number,
): Promise<ReplyDoc> {
  const { body, anonymous, authorId, editedAt = null, lang = 'en', ...rest } = given
  const parent = given.parentId === null ? null : (earlier.get(given.parentId) ?? null)
  const words = await writtenFrom(body, accounts.idsOfHandles)
  const signed = { authorId: anonymous ? null : authorId, alias: null, editedBy: editedAt && !anonymous ? authorId : null }
  return {
    ...rest,
    parentId: parent?._id ?? null,
    topicId,
    lang,
    ...words,
    ...signed,
    contentHash: hashOf([given._id]),
    editedAt,
    removed: null,
    n,
    seq: n + 1,
    ...placeUnder(parent, n),
  }
}

async function signApart(
  { authorships }: ReplyDeps,
  session: ClientSession,
  topic: { _id: string; lang: string },
  { _id, authorId }: ImportedReply,
  doc: ReplyDoc,
) {
  doc.alias = await authorships.aliasOf(session, topic, authorId)
  await authorships.record(session, { _id, topicId: topic._id, accountId: authorId, kind: 'reply' })
}
