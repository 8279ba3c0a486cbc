// Hashed indexes: equality through them, everything else past them, and what they refuse.
import { Decimal128, Double, Int32, Long } from 'bson'
import { expect, test } from 'vitest'
import { explain, useDatabase } from './database.ts'

const database = useDatabase()

test('equality and lists go through a hashed index, of any number type and length of text', async () => {
  const things = database.fresh()
  await things.createIndex({ key: 'hashed' })
  const long = 'x'.repeat(5000)
  const keys = [new Int32(5), new Double(5.5), 'text', `${long}a`, `${long}b`, null, { a: 1 }, new Date(7)]
  await things.insertMany([...keys.map(key => ({ key })), { other: 1 }])
  const found = async (filter: object) => {
    const { index, documents } = await explain(things, filter)
    return [index, documents, await things.countDocuments(filter)]
  }
  expect(await found({ key: new Long(5) })).toEqual(['key_hashed', 1, 1])
  expect(await found({ key: Decimal128.fromString('5.5') })).toEqual(['key_hashed', 1, 1])
  expect(await found({ key: `${long}b` })).toEqual(['key_hashed', 1, 1])
  expect(await found({ key: { a: 1 } })).toEqual(['key_hashed', 1, 1])
  expect(await found({ key: null })).toEqual(['key_hashed', 2, 2])
  expect(await found({ key: { $in: ['text', new Date(7), 'none'] } })).toEqual(['key_hashed', 2, 2])
  expect(await found({ key: { $gt: 1 } })).toEqual([undefined, 9, 2])
  expect(await found({ key: { $in: ['text', /^xx/] } })).toEqual([undefined, 9, 3])
  expect((await database.db.command({ validate: things.collectionName })).errors).toEqual([])
})

test('behind a hashed field a compound index gives order and ranges, and by the hash itself nothing is sorted', async () => {
  const posts = database.fresh()
  await posts.createIndex({ room: 'hashed', at: 1 })
  await posts.insertMany(Array.from({ length: 40 }, (_, n) => ({ room: n % 4, at: n })))
  expect(await explain(posts, { room: 1, at: { $gte: 20 } }, { sort: { at: -1 } })).toMatchObject({
    sorts: false,
    documents: 5,
    returned: 5,
  })
  const rooms = await posts
    .find({ room: { $in: [3, 1, 2] } })
    .sort({ room: 1 })
    .map(({ room }) => room)
    .toArray()
  expect(rooms).toEqual([...rooms].sort())
  expect(await explain(posts, {}, { sort: { room: 1 } })).toMatchObject({ sorts: true, stage: 'COLLSCAN' })
  const byList = await posts
    .find({ room: { $in: [1, 3] } })
    .sort({ at: 1 })
    .map(({ at }) => at)
    .toArray()
  expect(byList).toEqual([...byList].sort((a, b) => a - b))
})

test('a hashed index is listed, hinted, dropped by its key, and there after a restart', async () => {
  const things = database.fresh()
  expect(await things.createIndex({ key: 'hashed' })).toBe('key_hashed')
  expect(await things.createIndex({ key: 1 })).toBe('key_1')
  expect((await things.indexes()).map(({ key }) => key)).toEqual([{ _id: 1 }, { key: 'hashed' }, { key: 1 }])
  await things.insertOne({ key: 'a' })
  await database.restart()
  const again = database.db.collection(things.collectionName)
  expect(await again.find({ key: 'a' }).hint({ key: 'hashed' }).toArray()).toHaveLength(1)
  expect(await explain(again, { key: 'a' }, { hint: 'key_hashed' })).toMatchObject({ index: 'key_hashed' })
  await again.dropIndex('key_hashed')
  expect((await again.indexes()).map(({ name }) => name)).toEqual(['_id_', 'key_1'])
})

const refused: [string, object, object, object][] = [
  ['a unique one', { a: 'hashed' }, { unique: true }, { code: 16764 }],
  ['one of two hashed fields', { a: 'hashed', b: 'hashed' }, {}, { code: 31303 }],
  ['one with an expiry', { a: 'hashed' }, { expireAfterSeconds: 1 }, { code: 67 }],
  ['a compound one with an expiry', { a: 1, b: 1 }, { expireAfterSeconds: 1 }, { code: 67 }],
  ['an expiry that is no time', { a: 1 }, { expireAfterSeconds: -1 }, { code: 67 }],
]

test.each(refused)('%s is refused', async (_, key, options, error) => {
  await expect(database.fresh().createIndex(key as never, options)).rejects.toMatchObject(error)
})

test('an array is refused under a hashed index, when it is written and when the index is made', async () => {
  const things = database.fresh()
  await things.createIndex({ a: 'hashed' })
  await expect(things.insertOne({ a: [1] })).rejects.toMatchObject({ code: 16766 })
  await things.insertOne({ a: 1, b: [1] })
  await expect(things.updateOne({ a: 1 }, { $set: { a: [] } })).rejects.toMatchObject({ code: 16766 })
  await expect(things.createIndex({ b: 'hashed' })).rejects.toMatchObject({ code: 16766 })
  expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_hashed'])
})
