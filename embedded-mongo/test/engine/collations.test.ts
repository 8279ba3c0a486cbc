// Collations of collections and indexes, through the driver.
import type { CollationOptions, Document } from 'mongodb'
import { expect, test } from 'vitest'
import { explain, useDatabase } from './database.ts'

const database = useDatabase()

const ANY_CASE: CollationOptions = { locale: 'en', strength: 2 }
const NAMES = [{ name: 'Ana' }, { name: 'ana' }, { name: 'Bo' }, { name: 'Zoë' }, { name: 5 }]

const names = (docs: Document[]) => docs.map(({ name }) => name)

test('a unique index refuses what its collation takes to be the same', async () => {
  const people = database.fresh()
  await people.createIndex({ name: 1 }, { unique: true, collation: ANY_CASE })
  await people.insertMany([{ name: 'ana' }, { name: 'Zoë' }])
  await expect(people.insertOne({ name: 'Ana' })).rejects.toMatchObject({ code: 11000, keyValue: { name: 'Ana' } })
  await expect(people.updateOne({ name: 'Zoë' }, { $set: { name: 'ANA' } })).rejects.toMatchObject({ code: 11000 })
  await people.insertOne({ name: 'Zoe' })
  await people.updateOne({ name: 'ana' }, { $set: { name: 'ANA' } })
  expect(await database.db.command({ validate: people.collectionName })).toMatchObject({ valid: true })
  await database.restart()
  await expect(database.db.collection(people.collectionName).insertOne({ name: 'aNa' })).rejects.toMatchObject({ code: 11000 })
})

test('of two transactions that write the same name by the collation, one is told to begin again', async () => {
  const people = database.fresh()
  await people.createIndex({ name: 1 }, { unique: true, collation: ANY_CASE })
  const [first, second] = [database.client.startSession(), database.client.startSession()]
  first.startTransaction()
  second.startTransaction()
  await people.insertOne({ name: 'Ana' }, { session: first })
  await people.findOne({ name: 'x' }, { session: second })
  await expect(people.insertOne({ name: 'ANA' }, { session: second })).rejects.toMatchObject({ code: 112 })
  await first.commitTransaction()
  await Promise.all([first.endSession(), second.endSession()])
})

test('an index finds equal texts for queries of its own collation, and for others all but texts', async () => {
  const people = database.fresh()
  await people.insertMany(NAMES)
  await people.createIndex({ name: 1 }, { collation: ANY_CASE })
  const plan = async (filter: Document, collation?: CollationOptions, sort?: Document) => {
    const cursor = people.find(filter, { ...(collation && { collation }), ...(sort && { sort }) })
    const { queryPlanner } = await cursor.explain('executionStats')
    return JSON.stringify(queryPlanner.winningPlan)
  }
  expect(await plan({ name: 'ANA' }, ANY_CASE)).toContain('IXSCAN')
  expect(await plan({ name: { $in: ['ANA', 'bo'] } }, ANY_CASE)).toContain('IXSCAN')
  expect(await plan({ name: 'ANA' })).not.toContain('IXSCAN')
  expect(await plan({ name: 'ANA' }, { locale: 'en', strength: 1 })).not.toContain('IXSCAN')
  expect(await plan({ name: 5 })).toContain('IXSCAN')
  expect(await plan({ name: { $gt: 'a' } }, ANY_CASE)).not.toContain('IXSCAN')
  expect(await plan({ name: { $gt: 1 } }, ANY_CASE)).toContain('IXSCAN')
  expect(await plan({ name: { $gt: 1 } }, ANY_CASE, { name: 1 })).toContain('SORT')
  expect(names(await people.find({ name: 'ANA' }).collation(ANY_CASE).toArray())).toEqual(['Ana', 'ana'])
  expect(names(await people.find({ name: 'Ana' }).toArray())).toEqual(['Ana'])
  expect(names(await people.find({ name: 'zoe' }).collation({ locale: 'en', strength: 1 }).toArray())).toEqual(['Zoë'])
})

test('an index without a collation is of no use for texts to a query with one', async () => {
  const people = database.fresh()
  await people.insertMany(NAMES)
  await people.createIndex({ name: 1 })
  expect(names(await people.find({ name: 'ANA' }).collation(ANY_CASE).toArray())).toEqual(['Ana', 'ana'])
  expect(await explain(people, { name: 5 })).toMatchObject({ stage: 'IXSCAN' })
})

test('a collection is asked by the collation that it was made with, unless a query says otherwise', async () => {
  const people = await database.db.createCollection('guests', { collation: ANY_CASE })
  await people.insertMany(NAMES)
  await people.createIndex({ name: 1 })
  const [info] = await database.db.listCollections({ name: 'guests' }).toArray()
  expect(info).toMatchObject({ options: { collation: { locale: 'en', strength: 2, caseLevel: false } } })
  expect((await people.indexes())[1]).toMatchObject({ collation: { locale: 'en', strength: 2 } })
  const simple = { collation: { locale: 'simple' } }
  expect(await people.countDocuments({ name: 'ANA' })).toBe(2)
  expect(await people.countDocuments({ name: 'ANA' }, simple)).toBe(0)
  expect(await people.distinct('name', { name: { $type: 'string' } })).toEqual(['Ana', 'Bo', 'Zoë'])
  expect(await people.aggregate([{ $match: { name: 'BO' } }, { $project: { _id: 0 } }]).toArray()).toEqual([{ name: 'Bo' }])
  expect(await people.aggregate([{ $group: { _id: '$name', n: { $sum: 1 } } }, { $match: { n: 2 } }]).toArray()).toEqual([
    { _id: 'Ana', n: 2 },
  ])
  expect((await people.updateMany({ name: 'ANA' }, { $set: { seen: true } })).modifiedCount).toBe(2)
  expect(await people.findOneAndUpdate({ name: 'BO' }, { $set: { seen: true } })).toMatchObject({ name: 'Bo' })
  expect((await people.deleteMany({ name: 'ZOË' })).deletedCount).toBe(1)
  await database.restart()
  const again = database.db.collection('guests')
  expect(await again.countDocuments({ name: 'ANA' })).toBe(2)
  await again.aggregate([{ $out: 'guests' }]).toArray()
  expect(await again.countDocuments({ name: 'ANA' })).toBe(2)
})

test('indexes of one key and two collations live side by side; what cannot be an index is refused by name', async () => {
  const people = database.fresh()
  await people.createIndex({ name: 1 })
  await people.createIndex({ name: 1 }, { name: 'any case', collation: ANY_CASE })
  expect(await people.indexes()).toHaveLength(3)
  await expect(people.createIndex({ name: 1 }, { name: 'danish', collation: { locale: 'da' } })).rejects.toMatchObject({ code: 67 })
})

test('a partial index holds what its filter matches by its collation, and answers queries of the same', async () => {
  const people = database.fresh()
  await people.createIndex({ name: 1 }, { unique: true, collation: ANY_CASE, partialFilterExpression: { team: 'Red' } })
  await people.insertMany([
    { name: 'ana', team: 'red' },
    { name: 'ANA', team: 'blue' },
  ])
  await expect(people.insertOne({ name: 'Ana', team: 'RED' })).rejects.toMatchObject({ code: 11000 })
  const plan = async (filter: Document, collation?: CollationOptions) =>
    JSON.stringify((await people.find(filter, collation && { collation }).explain('executionStats')).queryPlanner.winningPlan)
  expect(await plan({ name: 'ANA', team: 'rED' }, ANY_CASE)).toContain('IXSCAN')
  expect(await plan({ name: 'ANA', team: 'rED' })).toContain('COLLSCAN')
  expect(await plan({ name: 'ANA', team: 'blue' }, ANY_CASE)).toContain('COLLSCAN')
  expect(names(await people.find({ name: 'ANA', team: 'rED' }).collation(ANY_CASE).toArray())).toEqual(['ana'])
  expect(await database.db.command({ validate: people.collectionName })).toMatchObject({ valid: true })
})

test('$merge needs a unique index of its own collation', async () => {
  const [people, target] = [database.fresh(), database.fresh()]
  await people.insertOne({ name: 'ANA', n: 2 })
  await target.insertOne({ name: 'ana', n: 1 })
  await target.createIndex({ name: 1 }, { unique: true, collation: ANY_CASE })
  const stages = [{ $project: { _id: 0, name: 1, n: 1 } }, { $merge: { into: target.collectionName, on: 'name' } }]
  await expect(people.aggregate(stages).toArray()).rejects.toMatchObject({ code: 51183 })
  await people.aggregate(stages, { collation: ANY_CASE }).toArray()
  expect(await target.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ name: 'ANA', n: 2 }])
})
