// One reply through its places: posted by a member, answered once, read by another, masked for a guest.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { world } from '../world.ts'

test('a reply is posted once, read by members, and masked for guests', async () => {
  const { coordinator, member, guest } = await world()
  const keeper = await coordinator()
  const wren = await member({ handle: 'wrenandwire', displayName: 'Wren Canary' })
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'public' } })
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'What rings true?', body: 'Tell us, @wrenandwire.' },
  })
  const id = randomUUID()
  const send = () =>
    wren.call('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { id, body: 'It **does** ring true.' } })

  const [first, again] = [await send(), await send()]
  expect([first.status, again.status]).toEqual([201, 200])
  expect(first.body).toMatchObject({ id, n: 1, seq: 2, author: { kind: 'member', handle: 'wrenandwire' }, mine: true })

  const seen = await keeper.must('GET /api/topics/:topicId/replies', { params: { topicId: topic.id } })
  expect(seen.items.map(reply => reply.id)).toEqual([id])
  const masked = await guest().call('GET /api/topics/:topicId/replies', { params: { topicId: topic.id } })
  expect(masked.body.items[0]).toMatchObject({
    author: { kind: 'registered-member' },
    html: '<p>It <strong>does</strong> ring true.</p>\n',
  })
  const original = await guest().call('GET /api/topics/:topicId', { params: { topicId: topic.id } })
  expect(original.text).toContain('@Registered Member')
  for (const answer of [masked, original])
    for (const canary of ['wrenandwire', 'Wren Canary', wren.id, keeper.id]) expect(answer.text).not.toContain(canary)
})
