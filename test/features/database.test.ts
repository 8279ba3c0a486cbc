// The database behind the server: one of its own, or one that was set; one server at a time; never older than its data.
import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '@hearth/embedded-mongo'
import { createApp } from '@hearth/server/app'
import { readConfig } from '@hearth/server/config'
import { migrate } from '@hearth/server/db/migrate'
import { createLog } from '@hearth/server/log'
import { expect, onTestFinished, test } from 'vitest'
import { world } from '../world.ts'

const secret = { ROOT_SECRET: 'a secret of tests that is long enough' }

/** A database that runs by itself, as a replica set elsewhere would. */
async function databaseElsewhere() {
  const path = await mkdtemp(join(tmpdir(), 'hearth-db-'))
  const { uri, close } = await start({ path })
  onTestFinished(async () => {
    await close()
    await rm(path, { recursive: true, force: true })
  })
  return uri
}

test('a server with MONGODB_URI keeps everything there, and needs a secret that servers can share', async () => {
  const uri = await databaseElsewhere()
  expect(() => readConfig({ MONGODB_URI: uri })).toThrow(/ROOT_SECRET/)
  const first = await world({ env: { MONGODB_URI: uri, ...secret } })
  const keeper = await first.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Kept elsewhere', visibility: 'public' } })
  await first.close()
  const second = await world({ env: { MONGODB_URI: uri, ...secret } })
  expect((await second.guest().must('GET /api/spaces/:spaceId', { params: { spaceId: space.id } })).name).toBe('Kept elsewhere')
})

test('a second server on the same database is refused while the first runs, and let in after it', { timeout: 60_000 }, async () => {
  const env = { MONGODB_URI: await databaseElsewhere(), ...secret }
  const first = await world({ env })
  const config = readConfig({ NODE_ENV: 'test', PORT: '0', DATA_DIR: first.folder, ...env })
  await expect(createApp({ config, log: createLog('silent') })).rejects.toThrow(/Another server already runs.*REDIS_URL/)
  await first.close()
  expect((await (await world({ env })).guest().must('GET /api/ready')).ready).toBe(true)
})

test('a server waits for a database that does not answer yet, says so, and starts once it does', { timeout: 60_000 }, async () => {
  const path = await mkdtemp(join(tmpdir(), 'hearth-db-'))
  const earlier = await start({ path })
  await earlier.close()
  const lines = new EventEmitter()
  const said = once(lines, 'line')
  const log = createLog('warn', { write: line => lines.emit('line', line) })
  const config = readConfig({ NODE_ENV: 'test', PORT: '0', DATA_DIR: path, MONGODB_URI: earlier.uri, ...secret })
  const starting = createApp({ config, log })
  expect((await said)[0]).toContain('The database does not answer yet; trying again')
  const database = await start({ path })
  const app = await starting
  onTestFinished(async () => {
    await app.drain()
    await database.close()
    await rm(path, { recursive: true, force: true })
  })
  expect(await app.connection.db!.admin().ping()).toMatchObject({ ok: 1 })
})

test('posts of a time without languages get one, once', async () => {
  const { app } = await world()
  const topics = app.connection.collection<{ _id: string; lang?: string }>('topics')
  await topics.insertMany([{ _id: 'old' }, { _id: 'new', lang: 'fr' }])
  await app.connection.collection('migrations').deleteMany({})
  await migrate(app.connection, createLog('silent'))
  expect((await topics.find().toArray()).map(topic => topic.lang).sort()).toEqual(['en', 'fr'])
  await topics.updateOne({ _id: 'old' }, { $unset: { lang: 1 } })
  await migrate(app.connection, createLog('silent'))
  expect((await topics.findOne({ _id: 'old' }))?.lang).toBeUndefined()
})

test('a database that a newer server has changed is refused by name', async () => {
  const { app } = await world()
  await app.connection.collection<{ _id: string }>('migrations').insertOne({ _id: '9999-from-the-future' })
  await expect(migrate(app.connection, createLog('silent'))).rejects.toThrow(/newer Hearth \(9999-from-the-future\)/)
})
