// A server that is killed while posts that waited are posted: each is there exactly once, in the end, and none waits any more.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { dropDatabaseOf } from '../database.ts'
import { password, personAt } from '../people.ts'
import { world } from '../world.ts'
import { freePort, startServer } from './server-process.ts'
import { pause } from './stand.ts'

/** Milliseconds of posting before each kill. */
const kills = [10, 60, 150, 400]
const posts = 40
/** Until they are due: long enough to write all of them. */
const dueInMs = 30_000

it('each post that waited appears exactly once, whenever the server is killed', { timeout: 200_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-kill-'))
  onTestFinished(async () => {
    await dropDatabaseOf(folder)
    await rm(folder, { recursive: true, force: true })
  })
  const { topicId, ids, due } = await prepare(folder)
  const port = await freePort()
  await pause(Math.max(0, due.getTime() - Date.now()))
  for (const ms of kills) {
    const server = await startServer(folder, port)
    await pause(ms)
    await server.kill()
  }
  const server = await startServer(folder, port)
  const ada = personAt(server.url)
  await ada.must('POST /api/sign-in', { body: { handle: 'ada', password } })
  const waiting = async () => (await ada.must('GET /api/waiting-posts')).items.length
  await expect.poll(waiting, { timeout: 60_000, interval: 250 }).toBe(0)
  const { items } = await ada.must('GET /api/topics/:topicId/replies', { params: { topicId }, query: { limit: 100 } })
  expect(items.map(reply => reply.id).sort()).toEqual([...ids].sort())
  expect(items.map(reply => reply.n)).toEqual(ids.map((_, at) => at + 1))
})

/** Made by a server in this process that ends well before they are due. */
async function prepare(dataDir: string) {
  const place = await world({ dataDir, keep: true })
  const [keeper, ada] = [await place.coordinator(), await place.member({ handle: 'ada' })]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'A topic', body: 'Words' },
  })
  const due = new Date(Date.now() + dueInMs)
  const ids: string[] = []
  for (let n = 0; n < posts; n += 1) {
    const body = { what: 'reply', topicId: topic.id, appears: due.toISOString(), body: `Words ${n}` } as const
    ids.push((await ada.must('POST /api/waiting-posts', { body })).id)
  }
  await place.close()
  return { topicId: topic.id, ids, due }
}
