// The data folder: whose it is, how old it is, and what happens to one that is not as it was left.
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FORMAT } from '../../src/catalogue/format.ts'
import { start } from '../../src/index.ts'
import { Environment } from '../../src/store/environment.ts'
import { CATALOGUE_SPACE, joinKey } from '../../src/store/keys.ts'
import { newFolder } from './database.ts'
import { kill, spawnWriter } from './processes.ts'

let path: string
const dataFile = () => join(path, 'data.mdb')

beforeEach(() => {
  path = newFolder()
})
afterEach(() => rmSync(path, { recursive: true }))

const catalogueKey = (name: string) => joinKey(CATALOGUE_SPACE, Buffer.from(name))

/** Opens a server and closes it again. */
async function serve(run: (client: MongoClient) => Promise<void> = async () => undefined): Promise<void> {
  const server = await start({ path })
  const client = await new MongoClient(server.uri).connect()
  await run(client)
  await client.close()
  await server.close()
}

async function inFile(run: (environment: Environment) => void): Promise<void> {
  const environment = new Environment(dataFile())
  environment.writeNow(() => run(environment))
  await environment.close()
}

const fill = (client: MongoClient) =>
  client
    .db('test')
    .collection('things')
    .insertMany(Array.from({ length: 50 }, (_, n) => ({ n })))
    .then(() => client.db('test').collection('things').createIndex({ n: 1 }))
    .then(() => undefined)

test('a folder of the first format, which had neither number nor checksum, is brought up to date and then held to them', async () => {
  await serve(fill)
  await inFile(environment => {
    environment.remove(catalogueKey('f'))
    environment.remove(catalogueKey('s'))
  })
  await serve(async client => {
    expect(
      await client
        .db('test')
        .collection('things')
        .countDocuments({ n: { $lt: 10 } }),
    ).toBe(10)
  })
  const environment = new Environment(dataFile())
  expect(environment.live.get(catalogueKey('f'))?.readUInt32BE(0)).toBe(FORMAT)
  expect(environment.live.get(catalogueKey('s'))).toHaveLength(32)
  await environment.close()
})

test('a folder of a newer format is refused with both numbers, and left as it is', async () => {
  await serve(fill)
  const newer = Buffer.alloc(4)
  newer.writeUInt32BE(FORMAT + 1, 0)
  await inFile(environment => environment.put(catalogueKey('f'), newer))
  const before = readFileSync(dataFile())
  await expect(start({ path })).rejects.toThrow(`the data is of format ${FORMAT + 1}, which is newer than this program knows (${FORMAT})`)
  expect(readFileSync(dataFile()).equals(before)).toBe(true)
})

test('one changed byte in the catalogue is noticed when the folder is opened', async () => {
  await serve(fill)
  const bytes = readFileSync(dataFile())
  for (let at = bytes.indexOf('n_1'); at >= 0; at = bytes.indexOf('n_1', at + 1)) bytes.write('m', at)
  writeFileSync(dataFile(), bytes)
  await expect(start({ path })).rejects.toThrow('the catalogue does not match its checksum; restore a backup')
})

test('the catalogue is written through its checksum alone', () => {
  const folder = new URL('../../src/catalogue/', import.meta.url)
  const writing = readdirSync(folder).filter(name =>
    /environment\.(put\(|remove\((?!key\)))/.test(readFileSync(new URL(name, folder), 'utf8')),
  )
  expect(writing).toEqual(['seal.ts'])
})

test('a file that is something else is refused in a sentence', async () => {
  for (const content of ['x'.repeat(10_000), 'short']) {
    writeFileSync(dataFile(), content)
    await expect(start({ path })).rejects.toThrow('data.mdb is not a data file of this server, or is damaged')
  }
})

test('an empty file is a database without anything in it', async () => {
  writeFileSync(dataFile(), '')
  await serve(fill)
})

test('the map of the file grows by itself, with a snapshot open all along', async () => {
  const environment = new Environment(dataFile(), { mapSize: 64 * 1024 })
  const key = (n: number) => joinKey(99, Buffer.from(String(n).padStart(5, '0')))
  await environment.write(() => environment.put(key(0), Buffer.from('first')))
  const snapshot = environment.snapshot()
  for (let n = 1; n <= 64; n++) await environment.write(() => environment.put(key(n), Buffer.alloc(256 * 1024, n)))
  expect(snapshot.get(key(0))?.toString()).toBe('first')
  expect(snapshot.get(key(64))).toBeUndefined()
  for (let n = 1; n <= 64; n++) expect(environment.live.get(key(n))?.equals(Buffer.alloc(256 * 1024, n))).toBe(true)
  snapshot.close()
  await environment.close()
  expect(statSync(dataFile()).size).toBeGreaterThan(16 * 1024 * 1024)
})

test('another process is told who has the folder, and gets it once that one was killed', async () => {
  const holder = spawnWriter(path, 'holder')
  await once(holder.stdout, 'data')
  await expect(start({ path })).rejects.toThrow(/the data folder .* is in use by another process; only one process may open it/)
  await kill(holder)
  await serve()
})

test('a process of another boot or container has the folder as long as it goes on touching its file', async () => {
  const file = join(path, 'server.lock')
  const write = () => writeFileSync(file, JSON.stringify({ pid: process.pid, started: '1', place: 'elsewhere' }))
  write()
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), 500)
  await expect(start({ path })).rejects.toThrow(/in use by process \d+ of another container or machine/)
  clearInterval(beat)
  utimesSync(file, new Date(), new Date(Date.now() - 120_000))
  const before = performance.now()
  await serve()
  expect(performance.now() - before).toBeLessThan(2000)
})

test('a server whose folder was taken by another stops at once', async () => {
  const log: string[] = []
  const server = await start({ path, log: (event, { error }) => log.push(`${event}: ${String(error).split('\n', 1)}`) })
  writeFileSync(join(path, 'server.lock'), JSON.stringify({ pid: 1, started: '1', place: 'elsewhere' }))
  await expect.poll(() => log, { timeout: 10_000 }).toContain('server died: Error: the data folder was taken by another process')
  const client = new MongoClient(server.uri, { serverSelectionTimeoutMS: 200 })
  await expect(client.connect()).rejects.toThrow()
  await client.close()
  await server.close()
  rmSync(join(path, 'server.lock'))
})

test('a lock that was left by a process that is no more is taken over, also if its number was given out again', async () => {
  const left = [JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }), JSON.stringify({ pid: process.ppid, started: 'long ago' }), 'half a li']
  for (const lock of left) {
    writeFileSync(join(path, 'server.lock'), lock)
    await serve()
  }
})
