// Live company in a topic: a number for everybody, never names; and the socket commands that come with it.
import { z } from 'zod'
import { id } from './id.ts'
import type { ProblemJson } from './problems.ts'

/** `seq` is the topic's head, so that even a lost last event is noticed. */
export const presence = z.strictObject({ topicId: id, here: z.int(), writing: z.int(), seq: z.int() })
export type Presence = z.infer<typeof presence>

export const presenceEvents = {
  presence,
  /** What was entered may no longer be read. */
  'access.ended': z.strictObject({ topicId: id }),
  /** The server is going away; come back after so many milliseconds. */
  'server.closing': z.strictObject({ comeBackInMs: z.int() }),
} as const

export const presenceCommands = {
  'topic.enter': { input: z.strictObject({ topicId: id }), output: presence },
  'topic.leave': { input: z.strictObject({ topicId: id }), output: z.null() },
  'topic.writing': { input: z.strictObject({ topicId: id, writing: z.boolean() }), output: z.null() },
} as const

/** The answer to every command. */
export type Ack<Output> = { ok: Output } | { problem: ProblemJson }
