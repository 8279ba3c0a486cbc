// What was deleted goes: from every backup, and from the file itself when it is compacted.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { start } from '../../src/index.ts'
import { newFolder } from './database.ts'

const secrets = (folder: string) => readFileSync(join(folder, 'data.mdb')).toString('latin1').split('a secret of').length - 1

test('a backup and a compacted file hold what is there and nothing that was deleted', async () => {
  const path = newFolder()
  const copy = join(newFolder(), 'copy')
  const server = await start({ path })
  const client = await new MongoClient(server.uri).connect()
  const things = client.db('test').collection('things')
  await things.createIndex({ n: 1 })
  await things.insertMany(Array.from({ length: 500 }, (_, n) => ({ n, text: `a secret of ${n}, ${'x'.repeat(300)}` })))
  await things.deleteMany({ n: { $gte: 1 } })
  expect(secrets(path)).toBeGreaterThan(1)
  await server.backup(copy)
  expect(secrets(copy)).toBe(1)
  await expect(server.backup(copy)).rejects.toThrow()
  await client.close()
  await server.close()

  const restored = await start({ path: copy })
  const other = await new MongoClient(restored.uri).connect()
  expect(await other.db('test').collection('things').countDocuments({ n: 0 })).toBe(1)
  await other.close()
  await restored.close()

  const compacted = await start({ path, compact: true })
  expect(secrets(path)).toBe(1)
  await compacted.close()
  for (const folder of [path, copy]) rmSync(folder, { recursive: true })
})
