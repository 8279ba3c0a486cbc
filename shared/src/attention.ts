// Attention: what a member follows and mutes. It is theirs alone: nobody else can see it or tell it from what they see.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'

export const attentionKind = z.enum(['space', 'topic', 'member'])
export type AttentionKind = z.infer<typeof attentionKind>
const level = z.enum(['follow', 'normal', 'mute'])

/** `until`: when a timed mute ends; null for what stays until it is changed. */
const attention = z.object({ kind: attentionKind, targetId: id, level, until: instant.nullable() })
export type Attention = z.infer<typeof attention>

/** `handle`: of a member; null for spaces and topics. */
const namedAttention = attention.extend({ name: z.string(), handle: z.string().nullable() }).meta({ id: 'Attention' })
export type NamedAttention = z.infer<typeof namedAttention>

/** `for`: how long a mute lasts; null for until it is changed. */
const attentionChange = z
  .strictObject({ level, for: z.enum(['8h', 'week']).nullable().default(null) })
  .refine(({ level, for: time }) => time === null || level === 'mute', { path: ['for'], message: 'is for muting alone' })

export const attentionCalls = {
  'GET /api/attention': { returns: z.object({ items: z.array(namedAttention) }), summary: 'What the caller follows and mutes' },
  'PUT /api/attention/:kind/:targetId': {
    body: attentionChange,
    returns: attention,
    summary: 'Follow, mute (also for a time) or treat as usual a space, a topic or a member',
  },
} as const
