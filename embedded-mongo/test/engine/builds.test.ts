// Indexes are built while everybody goes on working: writes meanwhile are in them, nobody waits, and a build that is interrupted leaves nothing.
import { rmSync } from 'node:fs'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { start } from '../../src/index.ts'
import { gatherEntries } from '../../src/indexes/gather.ts'
import { spaceEnd, spaceStart } from '../../src/store/keys.ts'
import { sweep } from '../../src/sweep.ts'
import { newFolder, useDatabase } from './database.ts'
import { useEngine } from './engine.ts'
import { kill, spawnServer } from './processes.ts'

const server = useEngine()
const { run } = server
const database = useDatabase()
const MANY = 50_000

const documents = (count: number) => Array.from({ length: count }, (_, n) => ({ _id: n, n: n % 1000, text: `number ${n}` }))
const createIndex = (spec: object = {}) => run({ createIndexes: 'things', indexes: [{ key: { n: 1 }, name: 'n_1', ...spec }] })
const turn = () => new Promise(resolve => setImmediate(resolve))
const errors = async () => (await run({ validate: 'things' })).errors

test('what is written while an index is built is in it', async () => {
  await run({ insert: 'things', documents: documents(4000) })
  const build = createIndex()
  for (let n = 0; n < 5; n++) {
    await run({ insert: 'things', documents: [{ _id: -1 - n, n: 5 }] })
    await run({ update: 'things', updates: [{ q: { _id: 3999 - n }, u: { $set: { n: [5, 6] } } }] })
    await run({ delete: 'things', deletes: [{ q: { _id: 2000 - n }, limit: 1 }] })
  }
  expect(await build).toMatchObject({ numIndexesAfter: 2 })
  expect(await errors()).toEqual([])
})

test('a unique key that moves between records while its index is built stays in it, whichever of them is gone', async () => {
  await run({ insert: 'things', documents: documents(4000).map(each => ({ ...each, n: each._id })) })
  const build = createIndex({ unique: true })
  await turn()
  await run({ insert: 'things', documents: [{ _id: -1, n: 3999 }] })
  await run({ delete: 'things', deletes: [{ q: { _id: 3999 }, limit: 1 }] })
  expect(await build).toMatchObject({ numIndexesAfter: 2 })
  expect(await errors()).toEqual([])
  expect(await run({ insert: 'things', documents: [{ _id: -2, n: 3999 }] })).toMatchObject({ writeErrors: [{ code: 11000 }] })
})

test('of a collection too large to be gathered at once each part is in order, and together they are all', async () => {
  await run({ insert: 'things', documents: documents(500).map(each => ({ ...each, n: (each.n * 7919) % 500 })) })
  await createIndex()
  await createIndex({ key: { text: 1 }, name: 'text' })
  const things = server.engine.catalogue.databases.get('test')!.get('things')!
  const { live } = server.engine.environment
  const keys: string[] = []
  let parts = 0
  let last: Buffer | undefined
  do {
    const part = await gatherEntries(live, things, things.indexes, last, 5000)
    const found = part.order.map(at => part.entries.read(at).key.toString('latin1'))
    expect(found).toEqual([...found].sort())
    keys.push(...found)
    last = part.last
    parts++
  } while (last !== undefined)
  expect(parts).toBeGreaterThan(3)
  const stored = things.indexes.flatMap(({ space }) =>
    live.keys({ start: spaceStart(space), end: spaceEnd(space), reverse: false, limit: 1000 }),
  )
  expect(keys.sort()).toEqual(stored.map(key => key.toString('latin1')).sort())
})

test('who asks for an index that is being built waits for it', async () => {
  await run({ insert: 'things', documents: documents(4000) })
  const ready = () => server.engine.catalogue.databases.get('test')!.get('things')!.indexes[0]!.ready
  const build = createIndex()
  await turn()
  expect(ready()).toBe(false)
  expect(await createIndex()).toMatchObject({ note: 'all indexes already exist' })
  expect(ready()).toBe(true)
  await build
})

test('an index that is dropped while it is built is gone, with its records, and its maker is told', async () => {
  await run({ insert: 'things', documents: documents(4000) })
  const build = createIndex()
  await turn()
  const [index] = server.engine.catalogue.databases.get('test')!.get('things')!.indexes
  await run({ dropIndexes: 'things', index: 'n_1' })
  expect(await build).toMatchObject({ code: 276, codeName: 'IndexBuildAborted' })
  await sweep(server.engine, () => false)
  expect(server.engine.environment.count(spaceStart(index!.space), spaceEnd(index!.space))).toBe(0)
})

test('an index that turns out to be over arrays in a commit that fails is still read as such later', async () => {
  const { environment } = server.engine
  await createIndex()
  const insert = run({ insert: 'things', documents: [{ _id: 1, n: [1, 2] }] })
  const torn = environment.write(() => {
    environment.put(spaceStart(4_000_000), Buffer.of(1))
    throw new Error('half-way')
  })
  await expect(torn).rejects.toThrow('half-way')
  expect(await insert).toMatchObject({ n: 1 })
  await server.restart()
  expect(await errors()).toEqual([])
})

test('pings are answered while an index over many documents is built and while they are validated', async () => {
  const things = database.fresh()
  await things.insertMany(documents(MANY) as never[])
  const whileDoing = async (work: Promise<unknown>) => {
    const pings: number[] = []
    let ended = false
    void work.finally(() => {
      ended = true
    })
    while (!ended) {
      const before = performance.now()
      await database.db.command({ ping: 1 })
      pings.push(performance.now() - before)
    }
    await work
    return pings.sort((a, b) => a - b)
  }
  for (const work of [() => things.createIndex({ n: 1, text: 1 }), () => database.db.command({ validate: things.collectionName })]) {
    const pings = await whileDoing(work())
    expect(pings.length).toBeGreaterThan(20)
    expect(pings[Math.floor(pings.length / 2)]).toBeLessThan(25)
  }
})

test('a process that is killed while it builds an index leaves none of it, and the index can be made again', async () => {
  const path = newFolder()
  const { child, uri } = await spawnServer(path)
  const client = await new MongoClient(uri).connect()
  const things = client.db('test').collection('things')
  await things.insertMany(documents(20_000) as never[])
  const build = things.createIndex({ n: 1 }).catch((error: unknown) => error)
  let isKnown = false
  while (!isKnown) isKnown = (await client.db('test').command({ collStats: 'things' })).nindexes === 2
  await kill(child)
  expect(await build).toBeInstanceOf(Error)
  await client.close()

  const restarted = await start({ path })
  const again = await new MongoClient(restarted.uri).connect()
  const db = again.db('test')
  expect(await db.collection('things').indexes()).toHaveLength(1)
  expect(await db.collection('things').countDocuments({ n: 5 })).toBe(20)
  await db.collection('things').createIndex({ n: 1 })
  expect(await db.command({ validate: 'things' })).toMatchObject({ valid: true, keysPerIndex: { n_1: 20_000 } })
  await again.close()
  await restarted.close()
  rmSync(path, { recursive: true })
})

test('however much is changed while indexes are built, they end up as the records say', { timeout: 60_000 }, async () => {
  await run({ insert: 'things', documents: documents(6000) })
  let isBuilt = false
  const builds = Promise.all([
    run({ createIndexes: 'things', indexes: ['n', 'text'].map(name => ({ key: { [name]: 1 }, name })) }),
    run({ createIndexes: 'things', indexes: [{ key: { n: -1, text: 1 }, name: 'both', sparse: true }] }),
  ]).finally(() => {
    isBuilt = true
  })
  for (let at = 0; !isBuilt; at++) {
    const q = { _id: { $gte: (at * 613) % 6000, $lt: ((at * 613) % 6000) + 40 } }
    const u = at % 3 === 0 ? { $set: { n: [at, -at] } } : at % 3 === 1 ? { $inc: { other: 1 } } : { $unset: { text: '' } }
    await run({ update: 'things', updates: [{ q, u, multi: true }] })
    await run({ delete: 'things', deletes: [{ q: { _id: at }, limit: 1 }] })
    await run({ insert: 'things', documents: [{ _id: 10_000 + at, n: at }] })
  }
  expect(await builds).toMatchObject([{ numIndexesAfter: expect.any(Number) }, { numIndexesAfter: expect.any(Number) }])
  expect(await errors()).toEqual([])
})
