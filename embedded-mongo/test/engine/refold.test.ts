// An index with a collation that another version of the platform has made: it is made anew before anybody is served.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Document } from 'bson'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { catalogueEntries, putSealed } from '../../src/catalogue/seal.ts'
import { start } from '../../src/index.ts'
import { decode, encode } from '../../src/language/value.ts'
import { Environment } from '../../src/store/environment.ts'
import { spaceEnd, spaceStart } from '../../src/store/keys.ts'
import { newFolder } from './database.ts'

const ANY_CASE = { locale: 'en', strength: 2 }

/** A folder with an index of a collation whose entries are gone, as if their texts were folded in another way. */
async function foldedElsewhere(names: string[], change: Document = {}): Promise<string> {
  const path = newFolder()
  await serve(path, async people => {
    await people.insertMany(names.map(name => ({ name })))
    await people.createIndex({ name: 1 }, { collation: ANY_CASE })
  })
  const environment = new Environment(join(path, 'data.mdb'))
  environment.writeNow(() => {
    for (const { key, value } of catalogueEntries(environment.live)) {
      if (key.toString('latin1', 4) !== 'ctest.people') continue
      const doc = decode(value) as Document
      const [index] = doc.indexes
      putSealed(environment, key, encode({ ...doc, indexes: [{ ...index, folding: 'older', given: { ...index.given, ...change } }] }))
      const space = Number(index.space)
      const range = { start: spaceStart(space), end: spaceEnd(space), reverse: false, limit: 1000 }
      for (const entry of environment.live.keys(range)) environment.remove(entry)
    }
  })
  await environment.close()
  return path
}

async function serve(path: string, run: (people: ReturnType<ReturnType<MongoClient['db']>['collection']>) => Promise<void>) {
  const log: string[] = []
  const server = await start({ path, log: event => log.push(event) })
  const client = await new MongoClient(server.uri).connect()
  await run(client.db('test').collection('people'))
  expect(await client.db('test').command({ validate: 'people' })).toMatchObject({ valid: true })
  await client.close()
  await server.close()
  return log
}

test('equal texts are found again by an index that another version has folded, and it is made anew once', async () => {
  const path = await foldedElsewhere(['Ana', 'bo', 'ana'])
  const find = async (people: Parameters<Parameters<typeof serve>[1]>[0]) => {
    const found = people.find({ name: 'ANA' }).collation(ANY_CASE).hint('name_1')
    expect((await found.toArray()).map(({ name }) => name)).toEqual(['Ana', 'ana'])
  }
  expect(await serve(path, find)).toContain('index made anew for another version of Node.js')
  expect(await serve(path, find)).not.toContain('index made anew for another version of Node.js')
  rmSync(path, { recursive: true })
})

test('where two records of a unique index have become equal, the folder is refused in a sentence', async () => {
  const path = await foldedElsewhere(['Ana', 'ana'], { unique: true })
  await expect(start({ path })).rejects.toThrow(/the index name_1 of test\.people cannot be made anew for this version of Node\.js/)
  rmSync(path, { recursive: true })
})
