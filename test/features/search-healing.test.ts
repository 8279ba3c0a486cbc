// What the index missed is found all the same: after a crash between a change and the index, and after one in the middle of it.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dropDatabaseOf } from '../database.ts'
import { freePort, startServer } from '../live/server-process.ts'
import { type Person, password, personAt } from '../people.ts'
import { world } from '../world.ts'

async function prepared() {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-search-'))
  onTestFinished(async () => {
    await dropDatabaseOf(folder)
    await rm(folder, { recursive: true, force: true })
  })
  const place = await world({ dataDir: folder, keep: true })
  const keeper = await place.member({ handle: 'keeper', roles: ['coordinator'] })
  const { id: spaceId } = await keeper.must('POST /api/spaces', { body: { name: 'Open' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body: { title: 'Herons', body: 'Words' } })
  return { folder, place, keeper, topicId: topic.id }
}

const found = async (by: Person, q: string) => (await by.must('GET /api/search', { query: { q, limit: 100 } })).items.length

test('what is stored and not in the index is found after the next start, and what is not stored is not', async () => {
  const { folder, place, keeper, topicId } = await prepared()
  const reply = (body: string) => keeper.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body } })
  const [kept, lost] = [await reply('A grey heron'), await reply('A white heron')]
  expect(await found(keeper, 'heron')).toBe(3)
  const { connection } = place.app
  await connection.collection<{ _id: string }>('search_entries').deleteOne({ _id: kept.id })
  await connection.collection<{ _id: string }>('search_things').updateOne({ _id: topicId }, { $set: { version: 1 } })
  await connection.collection<{ _id: string }>('replies').updateOne({ _id: lost.id }, { $set: { html: '<p>An egret</p>' } })
  await place.close()

  const again = await world({ dataDir: folder, keep: true })
  const person = personAt(again.url)
  await person.must('POST /api/sign-in', { body: { handle: 'keeper', password } })
  expect([await found(person, 'heron'), await found(person, 'grey heron'), await found(person, 'egret')]).toEqual([2, 1, 1])
  await again.close()
})

test('every reply that was answered is found after kill -9', { timeout: 120_000 }, async () => {
  const { folder, place, topicId } = await prepared()
  await place.close()
  const port = await freePort()
  let server = await startServer(folder, port)
  const person = personAt(server.url)
  await person.must('POST /api/sign-in', { body: { handle: 'keeper', password } })
  const answered: string[] = []
  for (const waits of [0, 12, 30]) {
    for (let n = 0; n < 25 + waits; n += 1) {
      const id = randomUUID()
      await person.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { id, body: `A heron of ${id.slice(0, 8)}` } })
      answered.push(id)
    }
    await server.kill()
    server = await startServer(folder, port)
  }
  const seen: unknown[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await person.must('GET /api/search', { query: { q: 'heron', kind: 'reply', limit: 100, ...(after ? { after } : {}) } })
    seen.push(...page.items.map(item => ('id' in item ? item.id : null)))
    after = page.next
  }
  expect(seen.sort()).toEqual(answered.sort())
  await server.kill()
})
