// The demo's data: the parts of the file that are brought in today, checked as they are read.
import { readFile } from 'node:fs/promises'
import { role } from '@hearth/shared/role'
import { visibility } from '@hearth/shared/space'
import { topicKind } from '@hearth/shared/topic'
import { z } from 'zod'

/** The compiler copies no data, so both `src/demo` and `dist/demo` read the file where it is written. */
const file = new URL('../../src/demo/data/community.json', import.meta.url)
const fileOfTags = new URL('../../src/demo/data/tags.json', import.meta.url)

const time = z.iso.datetime().transform(text => new Date(text))
const day = z.iso.date().transform(text => new Date(text))

const space = z.object({ id: z.string(), name: z.string(), description: z.string(), visibility })
const member = z.object({
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  pronouns: z.string().nullable(),
  bio: z.string(),
  timezone: z.string(),
  joinedAt: day,
})
const post = {
  id: z.string(),
  authorId: z.string(),
  postedAs: z.enum(['self', 'anonymous']),
  createdAt: time,
  editedAt: time.optional(),
  body: z.string(),
  reactions: z.object({ heard: z.int().default(0), thanks: z.int().default(0) }).optional(),
}
const reply = z.object({ ...post, parentId: z.string().nullable() })
const topic = z.object({
  ...post,
  spaceId: z.string(),
  slug: z.string(),
  title: z.string(),
  kind: topicKind,
  tags: z.array(z.string()),
  contentNotes: z.array(z.string()),
  showCrisisLines: z.boolean(),
  pinned: z.boolean(),
  locked: z.boolean(),
  replies: z.array(reply),
})
/** Who sat where; a plain participant holds no seat. */
const attendance = z.object({
  memberId: z.string(),
  joinedAt: time,
  leftAt: time,
  role: z.enum(['facilitator', 'presenter', 'note-keeper', 'participant']),
  /** Whether a qualified supervisor was there as one. */
  supervisorRole: z.boolean(),
})
/** Over: what stays of it, never what was said. */
const session = z.object({
  id: z.string(),
  templateId: z.string(),
  title: z.string(),
  spaceId: z.string(),
  startedAt: time,
  endedAt: time,
  facilitatorId: z.string(),
  topicWords: z.array(z.string()),
  attendance: z.array(attendance),
  steps: z.array(z.object({ index: z.int(), startsAtSecond: z.int(), endsAtSecond: z.int(), skipped: z.boolean() })),
  outcomes: z.object({
    commitments: z.array(
      z.object({ text: z.string(), due: z.iso.date().nullable(), status: z.enum(['open', 'done']), memberId: z.string() }),
    ),
    takeaways: z.array(z.string()),
    formatRating: z.object({ helpful: z.int(), of: z.int() }),
  }),
  messagesErased: z.int(),
})
const tags = z.array(z.object({ name: z.string(), fr: z.string(), synonyms: z.array(z.string()).default([]) }))
const community = z.object({
  _about: z.object({ language: z.string() }),
  spaces: z.array(space),
  members: z.array(member),
  topics: z.array(topic),
  sessions: z.array(session),
})

export type DemoCommunity = z.infer<typeof community> & { tags: z.infer<typeof tags> }
export type DemoTopic = z.infer<typeof topic>
export type DemoReply = z.infer<typeof reply>
export type DemoSession = z.infer<typeof session>
export type DemoPerson = z.infer<typeof member>

export async function readDemo(): Promise<DemoCommunity> {
  const [all, words] = await Promise.all([file, fileOfTags].map(async each => JSON.parse(await readFile(each, 'utf8'))))
  return { ...community.parse(all), tags: tags.parse(words) }
}
