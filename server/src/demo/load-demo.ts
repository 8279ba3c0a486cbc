// Brings the demo's community in, once: through the same doors as any import, so that nothing in it is written otherwise than what people write.
import type { Role } from '@hearth/shared/role'
import type { Visibility } from '@hearth/shared/space'
import type { Topic } from '@hearth/shared/topic'
import type { ImportedSession } from '../rooms/index.ts'
import type { ImportedTag } from '../tags/index.ts'
import { type DemoCommunity, type DemoPerson, type DemoReply, type DemoTopic, readDemo } from './data.ts'
import { demoId } from './ids.ts'
import { sessionOf } from './past-sessions.ts'
import { type ImportedMark, marksOf } from './reactions.ts'
import type { DemoMarker } from './store.ts'

/** Each door adds what it is given, and does nothing when that id is there already. */
export type DemoDeps = {
  marker: DemoMarker
  accounts: { importMember(member: DemoMember): Promise<unknown> }
  spaces: { importSpace(space: DemoSpace): Promise<unknown> }
  tags: { importTag(tag: ImportedTag): Promise<unknown> }
  topics: { importTopic(topic: ImportedTopic): Promise<unknown> }
  replies: { importReplies(topicId: string, replies: ImportedReply[]): Promise<unknown> }
  marks: { importMarks(marks: ImportedMark[]): Promise<unknown> }
  rooms: { importSession(session: ImportedSession): Promise<unknown> }
}

type DemoMember = {
  _id: string
  handle: string
  displayName: string
  pronouns: string
  bio: string
  timeZone: string
  roles: Role[]
  joinedAt: Date
}
type DemoSpace = {
  _id: string
  slug: string
  name: string
  description: string
  visibility: Visibility
  anonymous: boolean
  position: number
}
type ImportedPost = {
  _id: string
  body: string
  contentNotes: string[]
  authorId: string
  anonymous: boolean
  createdAt: Date
  editedAt: Date | null
  lang: string
}
type ImportedTopic = ImportedPost & Pick<Topic, 'spaceId' | 'slug' | 'title' | 'kind' | 'tags' | 'crisisLines' | 'pinned' | 'locked'>
type ImportedReply = ImportedPost & { parentId: string | null }

/** A start that was cut short is taken up again, since the mark is set last and the doors keep what is there. */
export async function loadDemo(deps: DemoDeps): Promise<void> {
  if (await deps.marker.isLoaded()) return
  const demo = await readDemo()
  await bringIn(deps, demo)
  await deps.marker.setLoaded()
}

async function bringIn({ accounts, spaces, tags, topics, replies, marks, rooms }: DemoDeps, demo: DemoCommunity) {
  const lang = demo._about.language
  // Members first: mentions in posts lead to them.
  await Promise.all(demo.members.map(member => accounts.importMember(memberOf(member))))
  for (const [position, space] of demo.spaces.entries()) await spaces.importSpace(spaceOf(space, position))
  for (const word of demo.tags) await tags.importTag({ _id: demoId(`tag-${word.name}`), description: '', ...word })
  for (const topic of demo.topics) {
    await topics.importTopic(topicOf(topic, lang))
    await replies.importReplies(
      demoId(topic.id),
      topic.replies.map(reply => replyOf(reply, lang)),
    )
    await marks.importMarks(marksOf(topic, demo.members))
  }
  for (const session of demo.sessions) await rooms.importSession(sessionOf(session, demo.members))
}

/** Without a password: who started as the demo lets everybody in by the shared one. The coordinator also administers, so that somebody does. */
function memberOf({ id, timezone, pronouns, roles, ...member }: DemoPerson): DemoMember {
  const held: Role[] = ['member', ...roles, ...(roles.includes('coordinator') ? (['administrator'] as const) : [])]
  return { _id: demoId(id), ...member, pronouns: pronouns ?? '', timeZone: timezone, roles: held }
}

function spaceOf({ id, name, description, visibility }: DemoCommunity['spaces'][number], position: number): DemoSpace {
  return { _id: demoId(id), slug: id, name, description, visibility, anonymous: true, position }
}

function topicOf(topic: DemoTopic, lang: string): ImportedTopic {
  const { slug, title, kind, tags, contentNotes, pinned, locked } = topic
  const about = { spaceId: demoId(topic.spaceId), slug, title, kind, tags, crisisLines: topic.showCrisisLines, pinned, locked }
  return { ...about, ...postOf(topic, lang), contentNotes }
}

function replyOf(reply: DemoReply, lang: string): ImportedReply {
  return { ...postOf(reply, lang), parentId: reply.parentId === null ? null : demoId(reply.parentId) }
}

function postOf(post: DemoReply | DemoTopic, lang: string): ImportedPost {
  const { body, createdAt, editedAt = null } = post
  return {
    _id: demoId(post.id),
    body,
    contentNotes: [],
    authorId: demoId(post.authorId),
    anonymous: post.postedAs === 'anonymous',
    createdAt,
    editedAt,
    lang,
  }
}
