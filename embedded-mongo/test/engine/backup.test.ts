// Backups: whole while others write, nothing deleted in them, put back only if they are what was written; and the file itself made anew.
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EmbeddedMongo } from '../../src/index.ts'
import { backup, compact, restore, start } from '../../src/index.ts'
import { newFolder } from './database.ts'
import { kill, spawnWriter } from './processes.ts'

let path: string
let copy: string

beforeEach(() => {
  path = newFolder()
  copy = join(newFolder(), 'copy')
})
afterEach(() => {
  for (const folder of [path, join(copy, '..')]) rmSync(folder, { recursive: true })
})

/** Which secrets lie anywhere in any file of a folder. */
function secretsIn(folder: string): string[] {
  const files = readdirSync(folder).filter(name => name !== 'mongodb.sock')
  const found = files.flatMap(
    name =>
      readFileSync(join(folder, name))
        .toString('latin1')
        .match(/secret-[a-z]+-\d+/g) ?? [],
  )
  return [...new Set(found)].sort()
}

async function serve<T>(folder: string, run: (client: MongoClient, server: EmbeddedMongo) => Promise<T>): Promise<T> {
  const server = await start({ path: folder })
  const client = await new MongoClient(server.uri).connect()
  try {
    return await run(client, server)
  } finally {
    await client.close()
    await server.close()
  }
}

/** Every way in which something is no longer wanted; only `secret-kept-0` stays. */
async function writeAndDelete(client: MongoClient): Promise<void> {
  const db = client.db('test')
  const things = db.collection('things')
  await things.createIndex({ text: 1 })
  const texts = (name: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({ text: `secret-${name}-${n}, ${'x'.repeat(300)}` }))
  await things.insertMany(texts('kept', 1))
  await things.insertMany(texts('removed', 300))
  await things.deleteMany({ text: /^secret-removed/ })
  await db.collection('dropped').insertMany(texts('dropped', 50))
  await db.collection('dropped').drop()
  await db.collection('long').insertMany(Array.from({ length: 20 }, (_, n) => ({ n, text: `${'y'.repeat(9000)}secret-cut-${n}` })))
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      await db.collection('long').insertOne({ m: n, text: `${'z'.repeat(9000)}secret-shortened-${n}` })
      await db.collection('long').updateOne({ m: n }, { $set: { text: 'z'.repeat(8500) } })
    }),
  )
  await db.collection('long').updateMany({ n: { $gte: 0 } }, { $set: { text: 'y'.repeat(8500) } })
  await things.insertOne({ text: 'secret-answered-1' })
  await things.findOneAndDelete({ text: 'secret-answered-1' })
}

test('a backup holds what is there and nothing that was deleted, cut short, dropped or only answered', async () => {
  await serve(path, async (client, server) => {
    await writeAndDelete(client)
    expect(secretsIn(path).length).toBeGreaterThan(1)
    await server.backup(copy)
    await expect(server.backup(copy)).rejects.toThrow(`there is a database in ${copy} already`)
  })
  expect(secretsIn(copy)).toEqual(['secret-kept-0'])
  await serve(copy, async client => {
    expect(
      await client
        .db('test')
        .collection('things')
        .countDocuments({ text: /^secret-kept/ }),
    ).toBe(1)
    expect(await client.db('test').collection('long').countDocuments()).toBe(40)
    expect((await client.db('test').command({ validate: 'things' })).errors).toEqual([])
  })
})

test('a compacted folder holds nothing that was deleted, and its answers for half an hour', async () => {
  await serve(path, writeAndDelete)
  await compact({ path })
  expect(secretsIn(path)).toEqual(['secret-answered-1', 'secret-kept-0'])
  const later = await start({ path, compact: true, clock: () => new Date(Date.now() + 31 * 60_000) })
  await later.close()
  expect(secretsIn(path)).toEqual(['secret-kept-0'])
  await serve(path, async client => {
    expect(await client.db('test').collection('things').countDocuments()).toBe(1)
    await expect(compact({ path })).rejects.toThrow('only one process may open it')
  })
})

test('a backup is put back into an empty folder, and refused where there is data or if a byte of it is wrong', async () => {
  await serve(path, async (client, server) => {
    await client.db('test').collection('things').insertOne({ n: 1 })
    await server.backup(copy)
  })
  await expect(restore({ from: copy, path })).rejects.toThrow(`there is a database in ${path} already`)
  const fresh = join(copy, '..', 'fresh')
  await expect(restore({ from: path, path: fresh })).rejects.toThrow(`there is no backup in ${path}`)
  await restore({ from: copy, path: fresh })
  await serve(fresh, async client => {
    expect(await client.db('test').collection('things').countDocuments({ n: 1 })).toBe(1)
  })
  const damaged = readFileSync(join(copy, 'data.mdb'))
  damaged[5000] = damaged[5000]! ^ 1
  writeFileSync(join(copy, 'data.mdb'), damaged)
  const other = join(copy, '..', 'other')
  await expect(restore({ from: copy, path: other })).rejects.toThrow(`the backup in ${copy} is damaged`)
  expect(readdirSync(other)).toEqual([])
})

test('while a process writes, another one makes a backup: acknowledged writes are in it, transactions whole, indexes right', async () => {
  const writer = spawnWriter(path, 'backup')
  const acknowledged: string[] = []
  writer.stdout.setEncoding('utf8').on('data', (lines: string) => acknowledged.push(...lines.split('\n').slice(0, -1)))
  while (acknowledged.length < 200) await once(writer.stdout, 'data')
  const before = [...acknowledged]
  await backup({ path, to: copy })
  const atEnd = acknowledged.length
  while (acknowledged.length < atEnd + 50) await once(writer.stdout, 'data')
  await kill(writer)
  await serve(copy, async client => {
    const db = client.db('test')
    const keysOf = async (name: string) => (await db.collection(name).find().toArray()).map(({ key }) => key).sort()
    const [plain, left, right] = await Promise.all(['plain', 'left', 'right'].map(keysOf))
    const wanted = (kind: string) => before.filter(line => line.startsWith(kind)).map(line => line.split(' ')[1])
    expect(wanted('plain').filter(key => !plain!.includes(key))).toEqual([])
    expect(wanted('pairs').filter(key => !left!.includes(key))).toEqual([])
    expect(left).toEqual(right)
    expect((await db.collection('parents').findOne())?.children).toBe(left!.length)
    for (const name of ['plain', 'left', 'right']) expect((await db.command({ validate: name })).errors).toEqual([])
  })
})

test('writers are answered while the server itself makes a backup, which is as of one moment', async () => {
  await serve(path, async (client, server) => {
    const things = client.db('test').collection('things')
    await things.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n, text: 'x'.repeat(200) })))
    let ended = false
    const made = server.backup(copy).finally(() => {
      ended = true
    })
    let written = 0
    for (; !ended; written++) {
      await client.withSession(session =>
        session.withTransaction(async () => {
          await things.insertOne({ n: 20_000 + written, side: 'left' }, { session })
          await things.insertOne({ n: 20_000 + written, side: 'right' }, { session })
        }),
      )
    }
    await made
    expect(written).toBeGreaterThan(1)
  })
  await serve(copy, async client => {
    const things = client.db('test').collection('things')
    expect(await things.countDocuments({ n: { $lt: 20_000 } })).toBe(20_000)
    expect(await things.countDocuments({ side: 'left' })).toBe(await things.countDocuments({ side: 'right' }))
  })
})
