// Spaces: the areas of the forum, and who may read each.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { limits } from './limits.ts'
import { roles } from './role.ts'
import { line } from './text.ts'

export const visibility = z
  .union([z.enum(['public', 'members']), z.templateLiteral(['role:', z.enum(roles)])])
  .meta({ id: 'Visibility', description: 'public: guests read; members: all who joined; role:<role>: holders of that role' })
export type Visibility = z.infer<typeof visibility>

export const spaceAbilities = z.object({ post: z.boolean(), change: z.boolean() })

export const space = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    visibility,
    /** Whether posts without a name are allowed here. */
    anonymous: z.boolean(),
    position: z.int(),
    archivedAt: instant.nullable(),
    topicCount: z.int(),
    lastActivityAt: instant.nullable(),
    can: spaceAbilities,
  })
  .meta({ id: 'Space' })
export type Space = z.infer<typeof space>

const description = z.string().trim().max(limits.spaceDescriptionMax)

export const newSpace = z.strictObject({
  id: id.optional(),
  name: line(limits.spaceNameMax),
  description: description.default(''),
  visibility: visibility.default('members'),
  anonymous: z.boolean().default(true),
  position: z.int().min(0).max(10_000).optional(),
})

export const spaceChange = z.strictObject({
  name: line(limits.spaceNameMax).optional(),
  description: description.optional(),
  visibility: visibility.optional(),
  anonymous: z.boolean().optional(),
  position: z.int().min(0).max(10_000).optional(),
  archived: z.boolean().optional(),
})

export const spaceCalls = {
  'GET /api/spaces': { open: true, returns: z.object({ items: z.array(space) }), summary: 'The spaces that the caller may read, in order' },
  'POST /api/spaces': { body: newSpace, returns: space, status: 201, summary: 'Make a space' },
  'GET /api/spaces/:spaceId': { open: true, returns: space, summary: 'One space' },
  'PATCH /api/spaces/:spaceId': { body: spaceChange, returns: space, summary: 'Change, archive or reopen a space' },
} as const
