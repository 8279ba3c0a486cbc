// Polls: a topic whose question is put to a vote, with names or as a secret ballot.
import { z } from 'zod'
import { id } from './id.ts'
import { instant } from './instant.ts'
import { limits } from './limits.ts'
import { byline } from './person.ts'
import { line } from './text.ts'

export const resultsShown = z.enum(['at-once', 'after-vote', 'at-close'])
export type ResultsShown = z.infer<typeof resultsShown>

const options = z
  .array(line(limits.pollOptionMax))
  .min(limits.pollOptionsMin)
  .max(limits.pollOptionsMax)
  .refine(texts => new Set(texts.map(text => text.toLowerCase())).size === texts.length, {
    error: 'must differ from each other',
    params: { code: 'twice' },
  })

export const newPoll = z
  .strictObject({
    options,
    several: z.boolean().default(false),
    secret: z
      .boolean()
      .default(false)
      .meta({ description: 'A secret ballot: nobody learns who chose what, and results are shown at the close' }),
    results: resultsShown.default('after-vote'),
    closesAt: instant.nullable().default(null),
  })
  // Of a secret ballot whose results can be watched, who watches while somebody votes learns the vote.
  .transform(poll => (poll.secret ? { ...poll, results: 'at-close' as const } : poll))
export type NewPoll = z.output<typeof newPoll>

/** `few`: fewer took part in a secret ballot than can be told without telling who chose what. */
export const resultsHidden = z.enum(['until-vote', 'until-close', 'few'])
const tally = z.object({
  option: id,
  votes: z.int(),
  /** Who chose it; null for guests and in a secret ballot. */
  voters: z.array(byline).nullable(),
})

export const poll = z
  .object({
    topicId: id,
    options: z.array(z.object({ id, text: z.string() })),
    several: z.boolean(),
    secret: z.boolean(),
    results: resultsShown,
    closesAt: instant.nullable(),
    closed: z.boolean(),
    /** Null while it is hidden from this reader; `hidden` says why. */
    tallies: z.array(tally).nullable(),
    hidden: resultsHidden.nullable(),
    /** People who voted; null while the results are hidden. */
    voted: z.int().nullable(),
    /** What the reader chose; null for guests. */
    mine: z.array(id).nullable(),
    can: z.object({ vote: z.boolean(), close: z.boolean() }),
  })
  .meta({ id: 'Poll' })
export type Poll = z.infer<typeof poll>

export const vote = z.strictObject({ choices: z.array(id).max(limits.pollOptionsMax) })

export const pollCalls = {
  'GET /api/topics/:topicId/poll': { open: true, returns: poll, summary: 'The poll of a topic, with what this reader may see of it' },
  'PUT /api/topics/:topicId/poll/vote': { body: vote, returns: poll, summary: 'Vote, change one’s vote, or take it back with no choice' },
  'PATCH /api/topics/:topicId/poll': {
    body: z.strictObject({ options }),
    returns: poll,
    summary: 'Other options, for who started the topic, as long as nobody has voted',
  },
  'POST /api/topics/:topicId/poll/close': { returns: poll, summary: 'Close the poll, for who started the topic and for moderators' },
} as const
