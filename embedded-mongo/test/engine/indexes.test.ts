// Indexes: what they forbid, what they are used for, and that they agree with the records.
import { expect, test } from 'vitest'
import { explain, useDatabase } from './database.ts'

const database = useDatabase()

async function expectValid(name: string): Promise<void> {
  const result = await database.db.command({ validate: name })
  expect(result.errors).toEqual([])
}

test('a unique index refuses a second document with its key, by insert and by update', async () => {
  const people = database.fresh()
  await people.createIndex({ team: 1, name: 1 }, { unique: true })
  await people.insertMany([
    { team: 1, name: 'a' },
    { team: 1, name: 'b' },
  ])
  const error = await people.updateOne({ name: 'b' }, { $set: { name: 'a' } }).catch(e => e)
  expect(error).toMatchObject({ code: 11000, keyPattern: { team: 1, name: 1 }, keyValue: { team: 1, name: 'a' } })
  expect(await people.countDocuments({ name: 'b' })).toBe(1)
  await expectValid(people.collectionName)
})

test('a missing field counts as null in a unique index, and not at all in a sparse one', async () => {
  const plain = database.fresh()
  await plain.createIndex({ email: 1 }, { unique: true })
  await plain.insertOne({})
  await expect(plain.insertOne({ email: null })).rejects.toMatchObject({ code: 11000 })
  const sparse = database.fresh()
  await sparse.createIndex({ email: 1 }, { unique: true, sparse: true })
  await sparse.insertMany([{}, {}, { email: 'a' }])
  await expect(sparse.insertOne({ email: 'a' })).rejects.toMatchObject({ code: 11000 })
  expect(await sparse.countDocuments({ email: null })).toBe(2)
})

test('a partial unique index only binds the documents that it holds', async () => {
  const rooms = database.fresh()
  await rooms.createIndex({ name: 1 }, { unique: true, partialFilterExpression: { open: true } })
  await rooms.insertMany([
    { name: 'a', open: false },
    { name: 'a', open: false },
    { name: 'a', open: true },
  ])
  await expect(rooms.updateOne({ open: false }, { $set: { open: true } })).rejects.toMatchObject({ code: 11000 })
  expect(await explain(rooms, { name: 'a' })).toMatchObject({ stage: 'COLLSCAN', returned: 3 })
  expect(await explain(rooms, { name: 'a', open: true })).toMatchObject({ stage: 'IXSCAN', documents: 1 })
})

test('a sorted page comes off a compound index and looks at no more than it returns', async () => {
  const posts = database.fresh()
  await posts.createIndex({ room: 1, at: -1 })
  await posts.insertMany(Array.from({ length: 300 }, (_, n) => ({ room: n % 3, at: new Date(n * 1000), n })))
  expect(await explain(posts, { room: 1 }, { sort: { at: -1 }, limit: 20 })).toEqual({
    sorts: false,
    stage: 'IXSCAN',
    index: 'room_1_at_-1',
    keys: 20,
    documents: 20,
    returned: 20,
  })
  expect(await explain(posts, { room: 1, at: { $lt: new Date(100_000) } }, { sort: { at: -1 }, limit: 5 })).toMatchObject({
    sorts: false,
    keys: 5,
  })
  expect((await posts.find({ room: 1 }).sort({ at: 1 }).limit(2).toArray()).map(({ n }) => n)).toEqual([1, 4])
  expect(
    (
      await posts
        .find({ room: 1, at: { $lte: new Date(100_000) } })
        .sort({ at: -1 })
        .limit(2)
        .toArray()
    ).map(({ n }) => n),
  ).toEqual([100, 97])
})

test('several values of the leading field are merged in order', async () => {
  const posts = database.fresh()
  await posts.createIndex({ room: 1, at: -1 })
  await posts.insertMany(Array.from({ length: 300 }, (_, n) => ({ room: n % 3, at: n })))
  expect(await explain(posts, { room: { $in: [0, 2] } }, { sort: { at: -1 }, limit: 4 })).toMatchObject({
    sorts: false,
    stage: 'SORT_MERGE',
    documents: 4,
  })
  expect(
    (
      await posts
        .find({ room: { $in: [0, 2] } })
        .sort({ at: -1 })
        .limit(4)
        .toArray()
    ).map(({ at }) => at),
  ).toEqual([299, 297, 296, 294])
  expect(
    (
      await posts
        .find({ room: { $in: [2, 0] } })
        .sort({ at: 1 })
        .limit(4)
        .toArray()
    ).map(({ at }) => at),
  ).toEqual([0, 2, 3, 5])
})

test('elements of an array lead to their document once, and two bounds may be met by two of them', async () => {
  const things = database.fresh()
  await things.createIndex({ tags: 1 })
  await things.insertMany([{ tags: [1, 9] }, { tags: [3, 4] }, { tags: [] }, { tags: 5 }])
  expect(await things.find({ tags: { $gt: 2, $lt: 6 } }).toArray()).toHaveLength(3)
  expect(await things.find({ tags: { $in: [1, 9, 3] } }).toArray()).toHaveLength(2)
  expect(
    (
      await things
        .find({ tags: { $gte: 0 } })
        .sort({ tags: -1 })
        .toArray()
    ).map(({ tags }) => tags),
  ).toEqual([[1, 9], 5, [3, 4]])
  await expectValid(things.collectionName)
})

test('every filter finds the same with indexes as without', async () => {
  const bare = database.fresh()
  const indexed = database.fresh()
  await indexed.createIndexes([{ key: { a: 1 } }, { key: { a: -1, b: 1 } }, { key: { 'c.d': 1 } }, { key: { b: 1 }, sparse: true }])
  const values = [null, 1, 2.5, 'x', 'xy', true, new Date(5), [1, 2], [], [[1]], { d: 1 }, undefined]
  // Two arrays in one compound index are not allowed.
  const pairs = values
    .flatMap((a, i) => values.map((b, j) => ({ a, i, b, j })))
    .filter(({ a, b }) => !(Array.isArray(a) && Array.isArray(b)))
  const documents = pairs.map(({ a, i, b, j }) => ({
    _id: (i * 100 + j) as never,
    ...(a !== undefined && { a }),
    ...(b !== undefined && { b }),
    c: [{ d: a ?? null }, { d: j }],
  }))
  await bare.insertMany(documents)
  await indexed.insertMany(documents)
  const filters = [
    ...values
      .filter(value => value !== undefined)
      .flatMap(value => [
        { a: value },
        { a: { $gt: value } },
        { a: { $lte: value } },
        { a: value, b: { $gte: 1 } },
        { b: value },
        { 'c.d': value },
      ]),
    { a: { $in: [1, 'x', null] } },
    { a: { $gt: 0, $lt: 2 } },
    { a: /^x/ },
    { a: { $exists: false } },
    { a: { $ne: 1 } },
    { b: { $exists: true } },
    { 'c.d': { $gt: 1, $lt: 4 } },
    { $or: [{ a: 1 }, { b: 2.5 }] },
    { a: { $elemMatch: { $gt: 1 } } },
  ]
  for (const filter of filters) {
    const ids = async (collection: typeof bare) =>
      (await collection.find(filter as never).toArray()).map(({ _id }) => Number(_id)).sort((x, y) => x - y)
    expect(await ids(indexed), JSON.stringify(filter)).toEqual(await ids(bare))
  }
  await expectValid(indexed.collectionName)
})

test('an index that is made later holds what is there already, and refuses to be unique over duplicates', async () => {
  const things = database.fresh()
  await things.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n, half: n >> 1 })))
  await things.createIndex({ n: 1 }, { unique: true })
  expect(await explain(things, { n: 7 })).toMatchObject({ stage: 'IXSCAN', keys: 1 })
  await expect(things.createIndex({ half: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 })
  expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'n_1'])
  await expectValid(things.collectionName)
})

test('the same index again is nothing new, another one of its name is an error', async () => {
  const things = database.fresh()
  await things.createIndex({ a: 1 })
  expect(await things.createIndex({ a: 1 })).toBe('a_1')
  await expect(things.createIndex({ b: 1 }, { name: 'a_1' })).rejects.toMatchObject({ code: 86 })
  await expect(things.createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 })
  await expect(things.createIndex({ a: 'text' })).rejects.toMatchObject({ code: 67 })
  await things.dropIndex('a_1')
  await expect(things.dropIndex('a_1')).rejects.toMatchObject({ code: 27 })
})

test('texts longer than a key are found, kept apart and sorted right', async () => {
  const things = database.fresh()
  await things.createIndex({ text: 1 }, { unique: true })
  const long = 'x'.repeat(5000)
  await things.insertMany([{ text: `${long}b` }, { text: `${long}a` }, { text: 'y' }])
  expect(await things.countDocuments({ text: `${long}a` })).toBe(1)
  expect(
    (
      await things
        .find({ text: { $gt: 'a' } })
        .sort({ text: 1 })
        .toArray()
    ).map(({ text }) => text.at(-1)),
  ).toEqual(['a', 'b', 'y'])
  await expect(things.insertOne({ text: `${long}a` })).rejects.toMatchObject({ code: 11000 })
  await expectValid(things.collectionName)
})

test('indexes and their documents are there after a restart', async () => {
  const things = database.fresh()
  await things.createIndex({ a: 1 }, { unique: true })
  await things.insertMany([{ a: 1 }, { a: 2 }])
  await database.restart()
  const again = database.db.collection(things.collectionName)
  expect(await again.indexes()).toHaveLength(2)
  await expect(again.insertOne({ a: 2 })).rejects.toMatchObject({ code: 11000 })
  expect(await again.estimatedDocumentCount()).toBe(2)
})
