// A server that is killed while people post: every reply that was answered is there exactly once, and who listens ends with what is there.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { dropDatabaseOf } from '../database.ts'
import { type Person, personAt } from '../people.ts'
import { world } from '../world.ts'
import { comparable, freshThread, listener } from './listener.ts'
import { freePort, startServer } from './server-process.ts'
import { pause } from './stand.ts'

/** Milliseconds of posting before each kill: early, in the middle of several, and later. */
const shortForm = [60, 250, 700]
/** `npm run prove` asks for the long form: every 25 ms from nothing to beyond a second. */
const rounds = process.env.PROVE ? Array.from({ length: 50 }, (_, at) => at * 25) : shortForm
const writers = 3
/** A database elsewhere outlives the server and holds the topic for its dead client's transaction, for a minute. */
const roundMs = process.env.TEST_MONGODB_URI ? 110_000 : 40_000

it('no answered reply is lost or doubled by kill -9, and listeners catch up', { timeout: roundMs * rounds.length }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-kill-'))
  onTestFinished(async () => {
    await dropDatabaseOf(folder)
    await rm(folder, { recursive: true, force: true })
  })
  const { topicId, password } = await prepare(folder)
  const port = await freePort()
  let server = await startServer(folder, port)
  const [ada, ben] = [personAt(server.url), personAt(server.url)]
  await ada.must('POST /api/sign-in', { body: { handle: 'ada', password } })
  await ben.must('POST /api/sign-in', { body: { handle: 'ben', password } })
  const ears = await listener(server.url, ben, topicId)
  const answered = new Set<string>()
  const unsure = new Map<string, string>()

  for (const ms of rounds) {
    const stop = { now: false }
    const posting = Array.from({ length: writers }, () => keepPosting(ada, topicId, answered, unsure, stop))
    await pause(ms)
    await server.kill()
    stop.now = true
    await Promise.all(posting)
    server = await startServer(folder, port)
    await sendAgain(ada, topicId, answered, unsure)
  }

  const fresh = await freshThread(ben, topicId)
  expect([...fresh.replies.keys()].sort()).toEqual([...answered].sort())
  expect([...fresh.replies.values()].map(reply => reply.n).sort((one, other) => one - other)).toEqual([...answered].map((_, at) => at + 1))
  await ears.settled(fresh.seq)
  expect(comparable(ears.thread())).toEqual(comparable(fresh))
})

/** People and a topic, made by a server in this process that ends well. */
async function prepare(dataDir: string) {
  const place = await world({ dataDir, keep: true })
  const keeper = await place.coordinator()
  await place.member({ handle: 'ada' })
  await place.member({ handle: 'ben' })
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'A topic', body: 'Words' },
  })
  await place.close()
  return { topicId: topic.id, password: 'a long enough password' }
}

async function keepPosting(person: Person, topicId: string, answered: Set<string>, unsure: Map<string, string>, stop: { now: boolean }) {
  while (!stop.now) {
    const id = randomUUID()
    unsure.set(id, `Reply ${id}`)
    const sent = await send(person, topicId, id, `Reply ${id}`).catch(() => null)
    if (sent === null) return
    if (sent === 201) settle(id, answered, unsure)
  }
}

/** What was under way when the server died is sent again with the same id: it was kept or it was not, and now it is there once. */
async function sendAgain(person: Person, topicId: string, answered: Set<string>, unsure: Map<string, string>) {
  for (const [id, body] of unsure) {
    expect([200, 201]).toContain(await send(person, topicId, id, body))
    settle(id, answered, unsure)
  }
}

async function send(person: Person, topicId: string, id: string, body: string) {
  return (await person.call('POST /api/topics/:topicId/replies', { params: { topicId }, body: { id, body } })).status
}

function settle(id: string, answered: Set<string>, unsure: Map<string, string>) {
  answered.add(id)
  unsure.delete(id)
}
