// Validators of collections: what they refuse in every way of writing, and what they leave alone.
import { MongoServerError } from 'mongodb'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()
const REFUSED = expect.objectContaining({ code: 121, message: expect.stringContaining('Document failed validation') })
const ADULTS = { $jsonSchema: { bsonType: 'object', required: ['age'], properties: { age: { bsonType: 'int', minimum: 18 } } } }
let made = 0

async function people(options: object = {}) {
  const name = `people${++made}`
  return database.db.createCollection(name, { validator: ADULTS, ...options })
}

test('an insert that the validator does not match is refused, with what it does not meet', async () => {
  const collection = await people()
  const error = await collection.insertOne({ _id: 7 as never, age: 17 }).catch(e => e)
  expect(error).toBeInstanceOf(MongoServerError)
  expect(error).toMatchObject({
    code: 121,
    errInfo: {
      failingDocumentId: 7,
      details: {
        operatorName: '$jsonSchema',
        schemaRulesNotSatisfied: [
          {
            operatorName: 'properties',
            propertiesNotSatisfied: [{ propertyName: 'age', details: [{ operatorName: 'minimum', consideredValue: 17 }] }],
          },
        ],
      },
    },
  })
  await collection.insertOne({ age: 18 })
  expect(await collection.countDocuments()).toBe(1)
})

test('of several inserts those that match are kept as far as the order says', async () => {
  const collection = await people()
  const documents = [{ age: 20 }, { age: 1 }, { age: 30 }]
  await expect(collection.insertMany(documents.map(each => ({ ...each })))).rejects.toEqual(REFUSED)
  expect(await collection.countDocuments()).toBe(1)
  await expect(collection.insertMany(documents, { ordered: false })).rejects.toEqual(REFUSED)
  expect(await collection.countDocuments()).toBe(3)
})

test('no way of writing gets around it, unless it asks to', async () => {
  const collection = await people()
  await collection.insertOne({ _id: 1 as never, age: 20 })
  const wrong = { $set: { age: 2 } }
  const one = { _id: 1 as never }
  const into = collection.collectionName
  const source = database.fresh()
  await source.insertOne({ _id: 1 as never, age: 3 })
  const ways = {
    update: (options: object) => collection.updateOne(one, wrong, options),
    many: (options: object) => collection.updateMany({}, wrong, options),
    pipeline: (options: object) => collection.updateOne(one, [{ $set: { age: 2 } }], options),
    replace: (options: object) => collection.replaceOne(one, { age: 2 }, options),
    modify: (options: object) => collection.findOneAndUpdate(one, wrong, options),
    upsert: (options: object) => collection.updateOne({ _id: 2 as never }, wrong, { upsert: true, ...options }),
    bulk: (options: object) => collection.bulkWrite([{ insertOne: { document: { _id: 3 as never } } }], options),
    client: (options: object) =>
      database.client.bulkWrite([{ name: 'insertOne', namespace: `test.${into}`, document: { _id: 4 as never } }], options),
    merge: (options: object) => source.aggregate([{ $merge: into }], options).toArray(),
    out: (options: object) => source.aggregate([{ $out: into }], options).toArray(),
    transaction: (options: object) =>
      database.client.withSession(session => session.withTransaction(() => collection.updateOne(one, wrong, { session, ...options }))),
  }
  for (const [name, write] of Object.entries(ways)) {
    const error = await write({}).then(
      () => `${name} went through`,
      e => (e.writeErrors?.size > 0 ? e.writeErrors.get(0) : e),
    )
    expect(error, name).toMatchObject({ code: 121 })
    expect(await collection.find({ age: { $not: { $gte: 18 } } }).toArray(), name).toEqual([])
  }
  for (const write of Object.values(ways)) {
    await write({ bypassDocumentValidation: true })
    await collection.updateOne({ _id: 1 as never }, { $set: { age: 20 } })
  }
})

test('a moderate one lets be changed what did not match before', async () => {
  const collection = database.fresh()
  await collection.insertMany([
    { _id: 1 as never, age: 1 },
    { _id: 2 as never, age: 20 },
  ])
  await database.db.command({ collMod: collection.collectionName, validator: ADULTS, validationLevel: 'moderate' })
  await collection.updateOne({ _id: 1 as never }, { $set: { age: 2 } })
  await expect(collection.updateOne({ _id: 2 as never }, { $set: { age: 2 } })).rejects.toEqual(REFUSED)
  await expect(collection.insertOne({ age: 2 })).rejects.toEqual(REFUSED)
  await database.db.command({ collMod: collection.collectionName, validationLevel: 'strict' })
  await expect(collection.updateOne({ _id: 1 as never }, { $set: { age: 3 } })).rejects.toEqual(REFUSED)
  await database.db.command({ collMod: collection.collectionName, validationLevel: 'off' })
  await collection.insertOne({ age: 2 })
  await database.db.command({ collMod: collection.collectionName, validator: {} })
  expect((await database.db.listCollections({ name: collection.collectionName }, { nameOnly: false }).next())?.options).toEqual({})
})

test('one that only warns tells the log, without the document', async () => {
  const collection = await people({ validationAction: 'warn' })
  await collection.insertOne({ age: 'nobody may know' })
  expect(database.log).toContainEqual(['document failed validation', { collection: collection.namespace }])
  expect(JSON.stringify(database.log)).not.toContain('nobody may know')
})

test('it is listed, outlives a restart, and counts who does not match it', async () => {
  const collection = await people({ validationLevel: 'moderate' })
  await collection.insertOne({ age: 1 }, { bypassDocumentValidation: true })
  await database.restart()
  const again = database.db.collection(collection.collectionName)
  expect((await database.db.listCollections({ name: collection.collectionName }, { nameOnly: false }).next())?.options).toEqual({
    validator: ADULTS,
    validationLevel: 'moderate',
    validationAction: 'error',
  })
  await expect(again.insertOne({ age: 1 })).rejects.toEqual(REFUSED)
  expect(await database.db.command({ validate: collection.collectionName })).toMatchObject({ valid: true, nNonCompliantDocuments: 1 })
})

test('a wrong validator, level or action makes no collection', async () => {
  const make = (options: object) => database.db.createCollection('never', options)
  await expect(make({ validator: { $jsonSchema: { bsonType: 'nothing' } } })).rejects.toMatchObject({ codeName: expect.any(String) })
  await expect(make({ validator: ADULTS, validationLevel: 'much' })).rejects.toMatchObject({ code: 2 })
  await expect(make({ validator: ADULTS, validationAction: 'shout' })).rejects.toMatchObject({ code: 2 })
  await expect(database.client.db('admin').createCollection('never', { validator: ADULTS })).rejects.toMatchObject({ code: 72 })
  expect(await database.db.listCollections({ name: 'never' }).toArray()).toEqual([])
})

test('$$NOW in a validator is the time of the write', async () => {
  const collection = await people({ validator: { $expr: { $lte: ['$until', '$$NOW'] } } })
  const soon = new Date(Date.now() + 300)
  await expect(collection.insertOne({ until: soon })).rejects.toEqual(REFUSED)
  await expect
    .poll(() =>
      collection.insertOne({ until: soon }).then(
        () => 'taken',
        () => 'refused',
      ),
    )
    .toBe('taken')
})
