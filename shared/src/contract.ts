// Every REST call, merged from its nouns: 'METHOD /api/path' -> who may ask at all, what goes in, what comes out.
import type { z } from 'zod'
import { accountCalls } from './account.ts'
import { agreementCalls } from './agreement.ts'
import { attentionCalls } from './attention.ts'
import { bookmarkCalls } from './bookmark.ts'
import { draftCalls } from './draft.ts'
import { exportCalls } from './export.ts'
import { feedCalls } from './feed.ts'
import { formatCalls } from './format.ts'
import { inboxCalls } from './inbox.ts'
import { ownSubjectCalls } from './own-subjects.ts'
import { pollCalls } from './poll.ts'
import { reactionCalls } from './reaction.ts'
import { replyCalls } from './reply.ts'
import { reportCalls } from './report.ts'
import { roomCalls } from './room-calls.ts'
import { searchCalls } from './search.ts'
import { sessionCalls } from './session.ts'
import { siteCalls } from './site.ts'
import { spaceCalls } from './space.ts'
import { tagCalls } from './tag.ts'
import { topicCalls } from './topic.ts'
import { waitingPostCalls } from './waiting-post.ts'

/** `open`: guests may ask. `status`: of success, 200 when absent. */
export type Call = { open?: boolean; query?: z.ZodType; body?: z.ZodType; returns: z.ZodType; status?: number; summary: string }

export const contract = {
  ...siteCalls,
  ...accountCalls,
  ...ownSubjectCalls,
  ...spaceCalls,
  ...topicCalls,
  ...tagCalls,
  ...feedCalls,
  ...exportCalls,
  ...replyCalls,
  ...waitingPostCalls,
  ...reactionCalls,
  ...attentionCalls,
  ...inboxCalls,
  ...draftCalls,
  ...bookmarkCalls,
  ...pollCalls,
  ...formatCalls,
  ...agreementCalls,
  ...sessionCalls,
  ...roomCalls,
  ...reportCalls,
  ...searchCalls,
} as const satisfies Record<string, Call>
export type CallKey = keyof typeof contract

type ParamNames<Path> = Path extends `${infer _}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${infer _}:${infer Name}`
    ? Name
    : never
export type Params<Key extends CallKey> = { [Name in ParamNames<Key>]: string }
type Part<Key extends CallKey, Name extends 'query' | 'body'> =
  (typeof contract)[Key] extends Record<Name, infer Schema extends z.ZodType> ? Schema : never
/** What an action receives. */
export type Query<Key extends CallKey> = z.output<Part<Key, 'query'>>
export type Body<Key extends CallKey> = z.output<Part<Key, 'body'>>
/** What a caller sends. */
export type QueryInput<Key extends CallKey> = z.input<Part<Key, 'query'>>
export type BodyInput<Key extends CallKey> = z.input<Part<Key, 'body'>>
export type Returns<Key extends CallKey> = z.output<(typeof contract)[Key]['returns']>
