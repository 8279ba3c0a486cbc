// Rows of work on 50,000 documents: by `_id`, a page off an index, what has no index (a scan, groups, a sort), and the making of an index.
import type { Collection } from 'mongodb'
import { type Goal, type Row, row } from '../../report.ts'
import { duration, rate, rates } from '../measure.ts'
import { type Post, posts, roomOf } from '../posts.ts'
import type { Rig } from '../rig.ts'

const clients = 32

/** Beside each the pings of as many clients in the same run: what driver and wire leave of the machine. */
export async function* lookupRows(rig: Rig, collection: Collection<Post>): AsyncGenerator<Row> {
  const pings = async () => (await rate(rig, clients, () => rig.db.command({ ping: 1 }))).perSecond
  const byId = (turn: number) => collection.findOne({ _id: (turn * 7_919) % posts })
  const page = (turn: number) =>
    collection
      .find({ room: roomOf(turn) })
      .sort({ at: -1 })
      .limit(20)
      .toArray()
  yield lookup('findOne by _id, 32 at once, beside pings', await rates(rig, clients, pings, byId), { atLeast: 9_676 })
  yield lookup('compound index, sort, limit 20, 32 at once, beside pings', await rates(rig, clients, pings, page), { atLeast: 4_450 })
}

const lookup = (name: string, measured: Awaited<ReturnType<typeof rates>>, goal: Goal) =>
  row({ name, unit: 'ops/s', goal, ...measured, more: { ...measured.more, toPings: measured.ratio }, ratio: null })

const longestPause: Goal = { atMost: 10 }

export async function* scanRows(rig: Rig, collection: Collection<Post>): AsyncGenerator<Row> {
  const groups = [{ $group: { _id: '$author', posts: { $sum: 1 }, score: { $avg: '$score' } } }]
  const works: [string, Goal | null, () => Promise<unknown>][] = [
    ['filter without index', { atMost: 60 }, () => collection.find({ author: 'nobody' }).toArray()],
    ['group', { atMost: 150 }, () => collection.aggregate(groups).toArray()],
    ['sort without index, limit 20', { atMost: 150 }, () => collection.find().sort({ score: 1, author: 1 }).limit(20).toArray()],
  ]
  for (const [name, goal, work] of works) yield* durationRows(rig, name, goal, work)
}

/** After all others: what is left of the indexes is swept away behind it. */
export async function* indexRows(rig: Rig, collection: Collection<Post>): AsyncGenerator<Row> {
  yield* durationRows(rig, 'an index made', null, () => remake(collection))
}

async function* durationRows(rig: Rig, name: string, goal: Goal | null, work: () => Promise<unknown>): AsyncGenerator<Row> {
  const { ms, longestPingMs } = await duration(rig, work)
  yield row({ name: `${name}, 50,000`, unit: 'ms', reference: null, hearth: ms, goal })
  yield row({ name: `${name}: longest ping beside it`, unit: 'ms', reference: null, hearth: longestPingMs, goal: longestPause })
}

async function remake(collection: Collection<Post>) {
  await collection.createIndex({ author: 1, score: 1 })
  await collection.dropIndex('author_1_score_1')
}
