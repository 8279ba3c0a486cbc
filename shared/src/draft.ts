// Drafts: what somebody was about to post, kept for them alone; their calls.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { limits } from './limits.ts'

/** What is being written; `placeId` is then the topic that is answered, the space of the new topic, or the post that is edited. */
export const draftKind = z.enum(['reply', 'topic', 'edit-reply', 'edit-topic'])
export type DraftKind = z.infer<typeof draftKind>

const fieldName = z.string().regex(/^[a-zA-Z][\w.-]{0,59}$/)
/** As the form had them: nothing is trimmed or refused for being half done, so that every typed word comes back. */
const draftFields = z
  .record(fieldName, z.union([z.string(), z.array(z.string())]))
  .refine(fields => JSON.stringify(fields).length <= limits.draftMax, { error: 'is longer than a draft may be' })
  .meta({ description: 'The fields of the form by name, as they were typed' })

export const draft = z
  .object({
    kind: draftKind,
    placeId: id,
    /** The id that the post will have, from whichever device it is posted; null for an edit. */
    postId: id.nullable(),
    parentId: id.nullable(),
    /** For an edit: the `seq` that it is based on. */
    editing: z.int().nullable(),
    fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    revision: id.meta({ description: 'Another one with every change; what a change says it goes on from' }),
    keptAt: instant,
    /** When it goes by itself unless it is kept again. */
    goesAt: instant,
    /** Thrown away, and still to be had back until it goes. */
    thrownAway: z.boolean(),
    /** What it belongs to; null where its writer can no longer read that. */
    place: z.object({ title: z.string() }).nullable(),
  })
  .meta({ id: 'Draft' })
export type Draft = z.infer<typeof draft>

export const keptDraft = z.strictObject({
  basedOn: id.nullable().default(null).meta({ description: 'The revision that these words go on from; null where there was none' }),
  postId: id.nullable().default(null),
  parentId: id.nullable().default(null),
  editing: z.int().nullable().default(null),
  fields: draftFields,
})
export type KeptDraft = z.infer<typeof keptDraft>

export const draftCalls = {
  'GET /api/drafts': {
    returns: z.object({ items: z.array(draft), most: z.int(), days: z.int() }),
    summary: 'One’s own drafts, the last kept first; nobody else reads them by any call',
  },
  'GET /api/drafts/:kind/:placeId': { returns: draft, summary: 'The draft for one place' },
  'PUT /api/drafts/:kind/:placeId': {
    body: keptDraft,
    returns: draft,
    summary: 'Keep a draft; where another device kept one meanwhile it is `kept-elsewhere`, and nothing is overwritten',
  },
  'DELETE /api/drafts/:kind/:placeId': { returns: draft, summary: 'Throw a draft away; for a day it can be brought back' },
  'POST /api/drafts/:kind/:placeId/restore': { returns: draft, summary: 'Bring back a draft that was thrown away' },
} as const
