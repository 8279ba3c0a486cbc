// Rows of work on 50,000 documents: by `_id`, a page off an index, what has no index (a scan, groups, a sort), and the making of an index.
import type { Collection, Document } from 'mongodb'
import { type Goal, type Row, row } from '../../report.ts'
import { byDriver, duration, rate, rates } from '../measure.ts'
import { type Post, posts, roomOf } from '../posts.ts'
import type { Rig } from '../rig.ts'
import { documentOf } from '../wire.ts'

const clients = 32

type Lookup = { name: string; goal: Goal; found: number; command: (turn: number) => Document; byDriver: (turn: number) => Promise<unknown> }

/** Beside each the pings of as many clients in the same run: what the wire leaves of the machine. */
export async function* lookupRows(rig: Rig, collection: Collection<Post>): AsyncGenerator<Row> {
  const idOf = (turn: number) => (turn * 7_919) % posts
  yield await lookup(rig, {
    name: 'findOne by _id, 32 at once, beside pings',
    goal: { atLeast: 9_676 },
    found: 1,
    command: turn => ({ find: 'posts', filter: { _id: idOf(turn) }, limit: 1, singleBatch: true, batchSize: 1 }),
    byDriver: turn => collection.findOne({ _id: idOf(turn) }),
  })
  yield await lookup(rig, {
    name: 'compound index, sort, limit 20, 32 at once, beside pings',
    goal: { atLeast: 4_450 },
    found: 20,
    command: turn => ({ find: 'posts', filter: { room: roomOf(turn) }, sort: { at: -1 }, limit: 20 }),
    byDriver: turn =>
      collection
        .find({ room: roomOf(turn) })
        .sort({ at: -1 })
        .limit(20)
        .toArray(),
  })
}

async function lookup(rig: Rig, { name, goal, found, command, byDriver: work }: Lookup): Promise<Row> {
  const pings = async () => (await rate(rig, clients, (_, client) => rig.wire.ask(client, { ping: 1 }))).perSecond
  const { cursor } = documentOf(await rig.wire.ask(0, command(1)))
  if (cursor.firstBatch.length !== found) throw new Error(`${name} found ${cursor.firstBatch.length}`)
  const measured = await rates(rig, clients, pings, (turn, client) => rig.wire.ask(client, command(turn)))
  const more = { ...measured.more, toPings: measured.ratio, ...(await byDriver(rig, clients, work)) }
  return row({ name, unit: 'ops/s', goal, ...measured, more, ratio: null })
}

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
