// Measures the built server through the driver: `node embedded-mongo/test/engine/measure.mjs [folder]`. Only on a machine that has nothing else to do.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from 'lmdb'
import { MongoClient } from 'mongodb'
import { start } from '../../dist/index.js'

const MILLISECONDS = 2000
const DOCUMENTS = 50_000
const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'measure-'))
const print = text => process.stdout.write(`${text}\n`)

async function rate(name, clients, work) {
  const end = performance.now() + MILLISECONDS
  const times = []
  const lanes = Array.from({ length: clients }, async (_, lane) => {
    while (performance.now() < end) {
      const from = performance.now()
      await work(times.length * clients + lane, lane)
      times.push(performance.now() - from)
    }
  })
  await Promise.all(lanes)
  times.sort((a, b) => a - b)
  const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(2)
  print(`${name.padEnd(44)} ${((times.length / MILLISECONDS) * 1000).toFixed(0).padStart(7)}/s  median ${at(0.5)} ms  p99 ${at(0.99)} ms`)
}

/** The time of one query, and the longest that a ping waited meanwhile. */
async function duration(name, work) {
  const alone = []
  for (let round = 0; round < 3; round++) {
    const from = performance.now()
    await work()
    alone.push(performance.now() - from)
  }
  let over = false
  const working = work().then(() => {
    over = true
  })
  let longest = 0
  while (!over) {
    const from = performance.now()
    await db.command({ ping: 1 })
    longest = Math.max(longest, performance.now() - from)
  }
  await working
  print(
    `${name.padEnd(44)} ${Math.min(...alone)
      .toFixed(0)
      .padStart(7)} ms  longest ping beside it ${longest.toFixed(1)} ms`,
  )
}

function rawCommits() {
  const raw = open({ path: join(folder, 'raw'), encoding: 'binary', overlappingSync: false })
  const value = Buffer.alloc(200, 1)
  const from = performance.now()
  for (let key = 0; key < 1000; key++) raw.transactionSync(() => void raw.putSync(key, value))
  print(`${'raw lmdb, commits'.padEnd(44)} ${(1_000_000 / (performance.now() - from)).toFixed(0).padStart(7)}/s`)
}

rawCommits()
const server = await start({ path: join(folder, 'data') })
const client = await new MongoClient(server.uri, { maxPoolSize: 32 }).connect()
const db = client.db('measure')
const posts = db.collection('posts')
const plain = db.collection('plain')
const parents = db.collection('parents')
const children = db.collection('children')

const post = n => ({
  _id: n,
  room: n % 100,
  at: new Date(n * 1000),
  author: `user${n % 333}`,
  text: 'Lorem ipsum dolor sit amet consectetur '.repeat(8),
  score: n % 17,
})
await posts.createIndex({ room: 1, at: -1 })
for (let n = 0; n < DOCUMENTS; n += 1000) await posts.insertMany(Array.from({ length: 1000 }, (_, more) => post(n + more)))
await parents.insertMany(Array.from({ length: 10 }, (_, n) => ({ _id: n, children: 0 })))
await children.createIndex({ parent: 1, at: -1 })

const reply = parent =>
  client.withSession(session =>
    session.withTransaction(async () => {
      await children.insertOne({ parent, at: new Date(), text: 'x'.repeat(200) }, { session })
      await parents.updateOne({ _id: parent }, { $inc: { children: 1 } }, { session })
    }),
  )

for (const clients of [1, 32]) {
  await rate(`ping, ${clients}`, clients, () => db.command({ ping: 1 }))
  await rate(`insertOne, ${clients}`, clients, n => plain.insertOne({ n, text: 'hello world '.repeat(10) }))
  await rate(`findOne by _id, ${clients}`, clients, n => posts.findOne({ _id: (n * 7919) % DOCUMENTS }))
  await rate(`index, sort, limit 20, ${clients}`, clients, n =>
    posts
      .find({ room: n % 100 })
      .sort({ at: -1 })
      .limit(20)
      .toArray(),
  )
  await rate(`updateOne $inc by _id, ${clients}`, clients, n => posts.updateOne({ _id: n % DOCUMENTS }, { $inc: { score: 1 } }))
}
await rate('transaction of two writes, 1 writer', 1, () => reply(0))
await rate('the same, 10 writers on 1 parent', 10, () => reply(0))
await rate('the same, 10 writers on 10 parents', 10, (_, lane) => reply(lane))
await duration('filter without index over 50,000', () => posts.find({ author: 'nobody' }).toArray())
const groups = [{ $group: { _id: '$author', n: { $sum: 1 }, score: { $avg: '$score' } } }]
await duration('group of 50,000', () => posts.aggregate(groups).toArray())
await duration('sort of 50,000 without index, limit 20', () => posts.find({}).sort({ score: 1, author: 1 }).limit(20).toArray())
print(
  `data file ${(statSync(join(folder, 'data', 'data.mdb')).size / 1e6).toFixed(1)} MB, process ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
)
await client.close()
await server.close()
rmSync(folder, { recursive: true })
