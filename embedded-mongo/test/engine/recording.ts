// The messages that the driver sends in a little of everything, recorded between it and a server.
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { newFolder } from './database.ts'

/** Each message once, as whole bytes; connections begin anew with every client. */
export async function recordMessages(socketPath: string): Promise<Buffer[]> {
  const folder = newFolder()
  const path = join(folder, 'between.sock')
  const chunks: Buffer[][] = []
  const server = await between(path, socketPath, chunks)
  const client = await new MongoClient(`mongodb://${encodeURIComponent(path)}/?directConnection=true`).connect()
  await useEverything(client)
  await client.close()
  server.close()
  rmSync(folder, { recursive: true })
  return chunks.flatMap(list => cut(Buffer.concat(list)))
}

async function between(path: string, target: string, chunks: Buffer[][]): Promise<Server> {
  const server = createServer(near => {
    const heard: Buffer[] = []
    chunks.push(heard)
    const far = connect(target)
    near.on('data', chunk => heard.push(chunk))
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  await once(server.listen({ path }), 'listening')
  return server
}

function cut(bytes: Buffer): Buffer[] {
  const messages: Buffer[] = []
  for (let at = 0; at + 4 <= bytes.length; at += bytes.readInt32LE(at)) messages.push(bytes.subarray(at, at + bytes.readInt32LE(at)))
  return messages
}

async function useEverything(client: MongoClient): Promise<void> {
  const things = client.db('recorded').collection('things')
  await things.createIndex({ n: 1, 'a.b': -1 }, { partialFilterExpression: { n: { $gt: 0 } } })
  await things.insertMany([1, 2, 3].map(n => ({ n, a: [{ b: n }], text: 'é'.repeat(n), when: new Date(n), nothing: null })))
  await things.updateMany({ n: { $in: [1, 2] } }, [{ $set: { m: { $add: ['$n', 1] } } }])
  await things.updateOne({ n: 3 }, { $push: { a: { $each: [{ b: 9 }], $slice: -2 } } as never }, { upsert: true })
  await things.findOneAndUpdate({ n: 1 }, { $inc: { n: 10 } }, { sort: { n: 1 }, returnDocument: 'after' })
  await things.find({ $or: [{ n: { $gte: 2 } }, { text: /é/i }] }, { sort: { n: -1 }, batchSize: 1, projection: { text: 0 } }).toArray()
  await things.aggregate([{ $match: { n: { $gt: 0 } } }, { $unwind: '$a' }, { $group: { _id: '$n', all: { $push: '$a.b' } } }]).toArray()
  await things.distinct('a.b', { n: { $exists: true } })
  await things.insertOne({ unacknowledged: true }, { writeConcern: { w: 0 } })
  await client.bulkWrite([{ namespace: 'recorded.things', name: 'deleteOne', filter: { n: 2 } }])
  await client.withSession(session =>
    session.withTransaction(async () => {
      await things.insertOne({ n: 7 }, { session })
      await things.find({ n: 7 }, { session }).toArray()
    }),
  )
  await client.db('recorded').command({ explain: { find: 'things', filter: { n: 1 } }, verbosity: 'executionStats' })
}
