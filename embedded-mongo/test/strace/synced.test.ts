// Every write is on the disk before it is answered, as the kernel sees it: a kill cannot show that, since the page cache outlives the process.
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { newFolder } from '../engine/database.ts'
import { spawnServer } from '../engine/processes.ts'
import type { Call } from './trace.ts'
import { readTrace } from './trace.ts'

const CALLS = 'openat,pwrite64,pwritev,writev,write,sendto,sendmsg,fdatasync,fsync,msync,read,readv,recvfrom,recvmsg'
const LANES = 4
const EACH = 25
const ANSWERS = ['write', 'writev', 'sendto', 'sendmsg']

/** The number of OP_MSG as strace shows it, which no file that is read has. */
const MESSAGE = '\\335\\7\\0\\0'
const PAGES = ['pwrite64', 'pwritev', 'writev']

/** Plain writes and transactions, on several connections at once. */
async function write(uri: string): Promise<void> {
  const client = await new MongoClient(uri, { maxPoolSize: 2 * LANES }).connect()
  const things = client.db('test').collection('things')
  await things.insertOne({})
  const plain = async (lane: number) => {
    for (let n = 0; n < EACH; n++) await things.insertOne({ mark: `mark-${lane}-${n}` })
  }
  const inTransactions = async (lane: number) => {
    for (let n = 0; n < EACH; n++)
      await client.withSession(session => session.withTransaction(() => things.insertOne({ lane, n }, { session })))
  }
  await Promise.all(Array.from({ length: LANES }, (_, lane) => [plain(lane), inTransactions(lane)]).flat())
  await client.close()
}

/** The descriptors of the data file: one of them syncs all that is written to it. */
function dataFiles(calls: Call[]): Map<number, 'plain' | 'synced' | 'other'> {
  const files = new Map<number, 'plain' | 'synced' | 'other'>()
  for (const { name, text, result } of calls) {
    if (name !== 'openat') continue
    files.set(result, !text.includes('/data.mdb"') ? 'other' : text.includes('O_DSYNC') ? 'synced' : 'plain')
  }
  return files
}

/** What happened to the data file between a request and its answer, as letters: pages written, synced, and the new state made valid. */
function storedBefore(calls: Call[], at: number): string {
  const answer = calls.findIndex((call, index) => index > at && call.fd === calls[at]!.fd && ANSWERS.includes(call.name))
  expect(answer).toBeGreaterThan(at)
  const files = dataFiles(calls.slice(0, at))
  return calls
    .slice(at + 1, answer)
    .map(({ name, fd, result }) => {
      if (name === 'fdatasync' && files.get(fd) === 'plain' && result === 0) return 's'
      if (!PAGES.includes(name) || result <= 0) return ''
      return { plain: 'p', synced: 'm', other: '' }[files.get(fd) ?? 'other']
    })
    .join('')
}

test('pages, then a sync, then the page that makes them valid, each on the disk, come before the answer to every write and commit', async () => {
  const path = newFolder()
  const file = join(path, 'trace')
  const { child, uri } = await spawnServer(path, ['strace', '-f', '-s', '2000', '-e', `trace=${CALLS}`, '-o', file])
  await write(uri)
  child.stdin.end()
  if (child.exitCode === null) await once(child, 'exit')
  const calls = readTrace(readFileSync(file, 'utf8'))
  const asked = (pattern: RegExp) =>
    calls.flatMap(({ name, text }, at) =>
      /^(read|recv)/.test(name) && text.includes(MESSAGE) && pattern.test(text) ? [storedBefore(calls, at)] : [],
    )
  const [writes, commits] = [asked(/mark-\d+-\d+/), asked(/commitTransaction/)]
  expect([writes.length, commits.length]).toEqual([LANES * EACH, LANES * EACH])
  for (const stored of [...writes, ...commits]) expect(stored).toMatch(/p+s+m/)
  rmSync(path, { recursive: true })
})
