// The process that a durability test kills: writes plainly and in transactions, and says what was acknowledged.
import { writeSync } from 'node:fs'
import { MongoClient } from 'mongodb'
import { start } from '../../dist/index.js'

const [path, round] = process.argv.slice(2)
const server = await start({ path })
const client = await new MongoClient(server.uri, { maxPoolSize: 20 }).connect()
const db = client.db('test')
await Promise.all(['plain', 'left', 'right'].map(name => db.collection(name).createIndex({ key: 1 }, { unique: true })))
await db.collection('parents').updateOne({ _id: 1 }, { $setOnInsert: { children: 0 } }, { upsert: true })

async function writePlain(lane) {
  for (let n = 0; ; n++) {
    const key = `${round}-${lane}-${n}`
    await db.collection('plain').insertOne({ key, text: 'x'.repeat(n % 3000) })
    writeSync(1, `plain ${key}\n`)
  }
}

async function writePairs(lane) {
  for (let n = 0; ; n++) {
    const key = `${round}-${lane}-${n}`
    await client.withSession(session =>
      session.withTransaction(async () => {
        await db.collection('left').insertOne({ key }, { session })
        await db.collection('parents').updateOne({ _id: 1 }, { $inc: { children: 1 } }, { session })
        await db.collection('right').insertOne({ key }, { session })
      }),
    )
    writeSync(1, `pairs ${key}\n`)
  }
}

await Promise.all([...Array(4).keys()].flatMap(lane => [writePlain(lane), writePairs(lane)]))
