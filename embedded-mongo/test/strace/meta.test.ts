// A disk that fails at any one write, the page that makes a state the newest one among them: one writer is told, and the server goes on.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { newFolder } from '../engine/database.ts'
import { kill, spawnServer } from '../engine/processes.ts'

/** Four in a row: a commit writes its pages, and then 128 bytes. */
const ROUNDS = [30, 31, 32, 33]
const META_BYTES = 128

async function writeThrough(path: string, failing: number) {
  const trace = join(path, 'trace')
  const inject = `inject=pwrite64:error=EIO:when=${failing}`
  const { child, uri } = await spawnServer(path, ['strace', '-f', '-o', trace, '-e', 'trace=pwrite64', '-e', inject])
  const client = await new MongoClient(uri, { retryWrites: false }).connect()
  const things = client.db('test').collection('things')
  const told = { kept: [] as number[], errors: [] as unknown[] }
  for (let n = 0; n < 60; n++) {
    await things.insertOne({ _id: n as never, text: 'x'.repeat(5000) }).then(
      () => told.kept.push(n),
      error => told.errors.push(error),
    )
    await things.findOne({ _id: n as never })
  }
  const found = (await things.find().toArray()).map(({ _id }) => Number(_id))
  const { valid } = await client.db('test').command({ validate: 'things' })
  await client.close()
  await kill(child)
  const size = Number(/, (\d+), \d+\) = -1 EIO/.exec(readFileSync(trace, 'utf8'))?.[1])
  return { ...told, found, valid, size }
}

test('when one write to the disk fails, one writer is told so, and reading and writing go on', { timeout: 120_000 }, async () => {
  const sizes: number[] = []
  for (const failing of ROUNDS) {
    const path = newFolder()
    const { kept, errors, found, valid, size } = await writeThrough(path, failing)
    expect(errors).toEqual([expect.objectContaining({ code: expect.toBeOneOf([14031, 39]) })])
    expect(kept).toHaveLength(59)
    expect(found).toEqual(kept)
    expect(valid).toBe(true)
    sizes.push(size)
    rmSync(path, { recursive: true })
  }
  expect(sizes).toContain(META_BYTES)
})
