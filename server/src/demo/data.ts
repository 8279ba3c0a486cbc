// The demo's data: the parts of the file that are brought in today, checked as they are read.
import { readFile } from 'node:fs/promises'
import { role } from '@hearth/shared/role'
import { visibility } from '@hearth/shared/space'
import { topicKind } from '@hearth/shared/topic'
import { z } from 'zod'

/** The compiler copies no data, so both `src/demo` and `dist/demo` read the file where it is written. */
const file = new URL('../../src/demo/data/community.json', import.meta.url)

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
const community = z.object({
  _about: z.object({ language: z.string() }),
  spaces: z.array(space),
  members: z.array(member),
  topics: z.array(topic),
})

export type DemoCommunity = z.infer<typeof community>
export type DemoTopic = z.infer<typeof topic>
export type DemoReply = z.infer<typeof reply>
export type DemoPerson = z.infer<typeof member>

export async function readDemo(): Promise<DemoCommunity> {
  return community.parse(JSON.parse(await readFile(file, 'utf8')))
}
