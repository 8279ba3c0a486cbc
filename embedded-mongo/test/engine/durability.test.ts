// What was acknowledged survives the death of the process; what was not is there whole or not at all.
import { readFileSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { start } from '../../src/index.ts'
import { newFolder } from './database.ts'
import { kill, spawnWriter } from './processes.ts'

/** `npm run prove` asks for the long form. */
const ROUNDS = process.env.PROVE ? 100 : 5

/** Lets a process write for a while and kills it; gives what it said was acknowledged. */
async function writeAndDie(path: string, round: number): Promise<{ plain: string[]; pairs: string[] }> {
  const child = spawnWriter(path, String(round))
  const acknowledged = { plain: [] as string[], pairs: [] as string[] }
  const wanted = 200 + (round % 20) * 57
  for await (const line of createInterface({ input: child.stdout })) {
    const [kind, id] = line.split(' ')
    acknowledged[kind as 'plain' | 'pairs'].push(id!)
    if (acknowledged.plain.length + acknowledged.pairs.length === wanted) child.kill('SIGKILL')
  }
  await kill(child)
  return acknowledged
}

test(
  'after every kill each acknowledged write is there, no transaction is torn, and the indexes agree',
  async () => {
    const path = newFolder()
    const plain: string[] = []
    const pairs: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged = await writeAndDie(path, round)
      plain.push(...acknowledged.plain)
      pairs.push(...acknowledged.pairs)
      const server = await start({ path })
      const client = await new MongoClient(server.uri).connect()
      const db = client.db('test')
      const found = new Set((await db.collection('plain').find().toArray()).map(({ key }) => key))
      expect(plain.filter(key => !found.has(key))).toEqual([])
      const left = new Set((await db.collection('left').find().toArray()).map(({ key }) => key))
      const right = new Set((await db.collection('right').find().toArray()).map(({ key }) => key))
      expect(pairs.filter(key => !left.has(key))).toEqual([])
      expect([...left].sort()).toEqual([...right].sort())
      expect((await db.collection('parents').findOne())?.children ?? 0).toBe(left.size)
      for (const name of ['plain', 'left', 'right']) expect((await db.command({ validate: name })).errors).toEqual([])
      await client.close()
      await server.close()
    }
    expect(plain.length + pairs.length).toBeGreaterThanOrEqual(ROUNDS * 200)
    rmSync(path, { recursive: true })
  },
  30_000 * ROUNDS,
)

test('no job of a commit is given to lmdb as a promise', () => {
  const source = readFileSync(new URL('../../src/store/lmdb-file.ts', import.meta.url), 'utf8')
  expect(source.match(/transactionSync\(([^=]*)=> ./g)).toEqual(Array(2).fill('transactionSync((): void => {'))
})
