// The script of the demo's live session: who says and does what in which step, checked as it is read, and how long each takes.
import { readFile } from 'node:fs/promises'
import { seat } from '@hearth/shared/format'
import { ownPlace, reaction } from '@hearth/shared/room'
import { z } from 'zod'

/** The compiler copies no data, so both `src/demo` and `dist/demo` read the file where it is written. */
const file = new URL('../../src/demo/data/live-session.json', import.meta.url)

/** Handles of members of the demo. */
const by = z.string()
const beat = z.union([
  z.strictObject({ by, say: z.string() }),
  z.strictObject({ by, note: z.string() }),
  z.strictObject({ by, raise: z.literal(true) }),
  z.strictObject({ by, give: z.string() }),
  z.strictObject({ by, open: z.literal(true) }),
  /** To what was said last. */
  z.strictObject({ by, react: reaction }),
  /** As the note keeper's notes. */
  z.strictObject({ by, keep: z.string() }),
  /** Passes. */
  z.strictObject({ by }),
])
const beats = z.array(beat)
const script = z.object({
  title: z.string(),
  formatSlug: z.string(),
  spaceId: z.string(),
  seats: z.partialRecord(seat, by).refine(seats => seats.facilitator !== undefined),
  others: z.array(by),
  lobby: beats,
  /** One for each step of the format. In a round each beat is that person's turn, in whatever order the round has. */
  steps: z.array(beats),
  summary: z.string(),
  topicWords: z.array(z.string()),
  takeaways: z.array(z.string()),
  commitments: z.array(z.strictObject({ by, text: z.string(), shared: z.boolean() })),
  ratings: z.record(by, ownPlace.shape.rating.unwrap()),
})

export type Beat = z.infer<typeof beat>
export type Script = z.infer<typeof script>

export async function readScript(): Promise<Script> {
  return script.parse(JSON.parse(await readFile(file, 'utf8')))
}

/** Handles in the order in which they come: who leads first. */
export function castOf({ seats, others }: Script): [lead: string, ...rest: string[]] {
  const { facilitator = '', ...rest } = seats
  return [facilitator, ...Object.values(rest), ...others]
}

/** Seconds before a beat: as long as reading the one before it and writing this one takes somebody who does not hurry. */
export function secondsBefore(beat: Beat): number {
  const words = 'say' in beat ? beat.say : 'note' in beat ? beat.note : null
  return words === null ? 4 : 9 + Math.min(6, words.length / 40)
}

export function secondsOf(beats: Beat[]): number {
  return beats.reduce((sum, beat) => sum + secondsBefore(beat), 0)
}
