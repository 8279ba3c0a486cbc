// The client in the documentation works as it stands there.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { world } from '../world.ts'
import { until } from './listener.ts'

const root = join(import.meta.dirname, '../..')
type FollowTopic = (site: string, topicId: string, show: (reply: { id: string; html: string }) => void) => () => void

it('the example in docs/live.md shows what was there and what comes', async () => {
  const place = await world()
  const keeper = await place.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const body = { title: 'A topic', body: 'Words' }
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body })
  const post = (words: string) => keeper.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { body: words } })
  await post('before')

  const shown: string[] = []
  const followTopic = await example()
  onTestFinished(followTopic(place.url, topic.id, reply => shown.push(reply.html.trim())))
  await until(() => shown.includes('<p>before</p>'), 'what was there')
  await post('after')
  await until(() => shown.includes('<p>after</p>'), 'what comes')
})

/** Beside the tests, so that it finds the library. */
async function example(): Promise<FollowTopic> {
  const source = /```js\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/live.md'), 'utf8'))?.[1] ?? ''
  expect(source.trim().split('\n').length).toBeLessThanOrEqual(25)
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true })
  const folder = mkdtempSync(join(root, 'node_modules/.cache/example-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'follow-topic.mjs')
  writeFileSync(file, source)
  return (await import(file)).followTopic
}
