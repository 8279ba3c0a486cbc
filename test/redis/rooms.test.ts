// One room over two processes: what is said in one is heard in the other, and Redis never carries a word of it.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '@hearth/embedded-mongo'
import { expect, it, onTestFinished } from 'vitest'
import { enterAs, move, roomOf, roomStage, say } from '../features/rooms-stage.ts'
import { socketOf, until } from '../live/listener.ts'
import { ask, connected } from '../live/stand.ts'
import { type Person, password, personAt } from '../people.ts'
import { world } from '../world.ts'
import { redisServer } from './redis-server.ts'

const times = { leave: 200, head: 100 }

async function twoServers() {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-two-'))
  const database = await start({ path: join(folder, 'db') })
  const redis = await redisServer()
  const env = { MONGODB_URI: database.uri, REDIS_URL: redis.url, ROOT_SECRET: 'a secret that is long enough for two servers' }
  const [one, two] = [await world({ dataDir: folder, keep: true, env, times }), await world({ dataDir: folder, keep: true, env, times })]
  onTestFinished(async () => {
    await Promise.all([one.close(), two.close()])
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { one, two, redis }
}

/** Every command that reaches Redis from here on. */
async function everythingSentTo(url: string): Promise<string[]> {
  const carried: string[] = []
  const line = connect(Number(new URL(url).port), '127.0.0.1')
  line.setEncoding('utf8').on('data', text => void carried.push(String(text)))
  line.write('MONITOR\r\n')
  await once(line, 'data')
  onTestFinished(() => void line.destroy())
  return carried
}

async function at(url: string, handle: string): Promise<Person> {
  const person = personAt(url)
  await person.must('POST /api/sign-in', { body: { handle, password } })
  return person
}

it('what is said and moved on one server is heard on the other, once, and whose line breaks there leaves here', async () => {
  const { one, two, redis } = await twoServers()
  const carried = await everythingSentTo(redis.url)
  const { ana, ben, sessionId } = await roomStage(one)
  for (const who of [ana, ben]) await enterAs(who, sessionId)
  const benThere = await at(two.url, 'ben')
  const [a, b] = [await connected(socketOf(one.url, ana)), await connected(socketOf(two.url, benThere))]
  const heard: { name: string; payload: { seq: number; message?: { html: string }; state?: { step?: number } } }[] = []
  b.onAny((name, payload) => name !== 'session.head' && heard.push({ name, payload }))
  for (const client of [a, b]) await ask(client, 'session.enter', { sessionId })

  await say(ana, sessionId, 'canaryword of ana')
  await until(() => heard.some(({ payload }) => payload.message?.html.includes('canaryword')), 'what was said')
  await move(ana, sessionId, { kind: 'start' })
  await until(() => heard.some(({ name, payload }) => name === 'session.changed' && payload.state?.step === 0), 'the start')
  expect(heard.filter(({ name }) => name === 'session.said')).toHaveLength(1)

  expect(carried.join()).toContain(sessionId)
  expect(carried.join()).not.toContain('canaryword')

  b.disconnect()
  await expect.poll(async () => (await roomOf(ana, sessionId)).state.people.filter(person => person.here).length).toBe(1)
})

it('who is sent out on one server hears no more on the other', async () => {
  const { one, two } = await twoServers()
  const { ana, ben, sessionId } = await roomStage(one)
  for (const who of [ana, ben]) await enterAs(who, sessionId)
  const b = await connected(socketOf(two.url, await at(two.url, 'ben')))
  let ended = false
  b.on('session.ended', () => {
    ended = true
  })
  await ask(b, 'session.enter', { sessionId })
  await move(ana, sessionId, { kind: 'remove', to: ben.id })
  await until(() => ended, 'to be told', 1_000)
})
