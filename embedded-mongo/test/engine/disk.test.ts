// A disk that is full or refuses: writers are told by name, nothing acknowledged is lost, reading goes on, and so does writing once there is room.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import type { Db } from 'mongodb'
import { MongoClient, MongoServerError } from 'mongodb'
import { expect, test } from 'vitest'
import { describeError } from '../../src/errors.ts'
import { start } from '../../src/index.ts'
import { diskFault } from '../../src/store/disk-fault.ts'
import { newFolder } from './database.ts'
import { kill, spawnServer } from './processes.ts'

/** What the data file may grow to before the system says no, as it says on a disk without room. */
const LIMIT_KILOBYTES = 4096
const LANES = 4

type Told = { plain: string[]; pairs: string[]; errors: unknown[]; refused: string[] }

/** Writes until the disk is full, in several lanes at once, each of which stops at its first error. */
async function writeUntilRefused(client: MongoClient, round: string): Promise<Told> {
  const db = client.db('test')
  const told: Told = { plain: [], pairs: [], errors: [], refused: [] }
  const lane = async (acknowledged: string[], name: string, write: (key: string) => Promise<unknown>) => {
    for (let n = 0; ; n++) {
      const key = `${round}-${name}-${n}`
      try {
        await write(key)
        acknowledged.push(key)
      } catch (error) {
        told.errors.push(error)
        told.refused.push(key)
        return
      }
    }
  }
  const document = (key: string) => ({ key, text: 'x'.repeat(20_000) })
  const writePair = (key: string) =>
    client.withSession(async session => {
      session.startTransaction()
      await db.collection('left').insertOne(document(key), { session })
      await db.collection('right').insertOne({ key }, { session })
      await session.commitTransaction()
    })
  await Promise.all(
    Array.from({ length: LANES }, (_, n) => [
      lane(told.plain, `plain${n}`, key => db.collection('plain').insertOne(document(key))),
      lane(told.pairs, `pairs${n}`, writePair),
    ]).flat(),
  )
  return told
}

async function check(db: Db, told: Told): Promise<void> {
  const keysOf = async (name: string) => (await db.collection(name).find().toArray()).map(({ key }) => key as string).sort()
  expect(await keysOf('plain')).toEqual([...told.plain].sort())
  expect(await keysOf('left')).toEqual([...told.pairs].sort())
  expect(await keysOf('right')).toEqual([...told.pairs].sort())
  for (const name of ['plain', 'left', 'right']) expect((await db.command({ validate: name })).errors).toEqual([])
}

test('when the disk is full each writer is told, what was acknowledged stays, and with room again writing goes on', async () => {
  const path = newFolder()
  const { child, uri } = await spawnServer(path, ['bash', '-c', `ulimit -S -f ${LIMIT_KILOBYTES}; exec "$0" "$@" 2>/dev/null`])
  let log = ''
  child.stdout.on('data', text => {
    log += text
  })
  const client = await new MongoClient(uri).connect()
  const db = client.db('test')
  for (const name of ['plain', 'left', 'right']) await db.collection(name).createIndex({ key: 1 }, { unique: true })
  const told = await writeUntilRefused(client, 'first')
  expect(told.plain.length).toBeGreaterThan(LANES)
  expect(told.errors).toHaveLength(2 * LANES)
  for (const error of told.errors) {
    expect(error).toBeInstanceOf(MongoServerError)
    expect(error).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace', message: expect.stringMatching(/^the disk is full/) })
  }
  await check(db, told)
  expect(log).toContain('command failed')

  execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited'])
  await db.collection('plain').insertOne({ key: 'with room again' })
  told.plain.push('with room again')
  await check(db, told)
  await client.close()
  await kill(child)

  const server = await start({ path })
  const again = await new MongoClient(server.uri).connect()
  await check(again.db('test'), told)
  await again.close()
  await server.close()
  rmSync(path, { recursive: true })
})

const refusals: [number, string, RegExp][] = [
  [28, 'OutOfDiskSpace', /full \(ENOSPC\)/],
  [122, 'OutOfDiskSpace', /full \(EDQUOT\)/],
  [5, 'OutOfDiskSpace', /full or failing \(EIO\)/],
  [30, 'FileStreamFailed', /cannot be written to \(EROFS\)/],
  [-30_795, 'FileStreamFailed', /in the middle of a commit: nothing was written/],
]

test.each(refusals)('what the disk answers with %i is told as %s', (code, codeName, message) => {
  const fault = diskFault(Object.assign(new Error('of lmdb'), { code }))
  expect(describeError(fault)).toMatchObject({ codeName, errmsg: expect.stringMatching(message) })
})
