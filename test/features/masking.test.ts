// Canaries: people whose names nobody could mistake act in a public space, and nothing that a guest can reach holds any of them.
import { type Call, type CallKey, contract } from '@hearth/shared/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf, type Stage, samples, stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

const calls = (Object.keys(contract) as CallKey[]).filter(key => (contract[key] as Call).open && key.startsWith('GET'))

let scene: Stage
let writer: Person
let answerer: Person
let editor: Person
let topicId: string
const canaries = () => [
  ...[writer, answerer, editor].flatMap(person => [person.id, person.handle, person.displayName]),
  ...[scene.author, scene.coordinator, scene.moderator].flatMap(person => [person.id, person.displayName]),
  'xylographer',
  'quagga/quaggas',
]

beforeAll(async () => {
  scene = await stage()
  writer = await scene.place.member({ handle: 'zanzibar-quill', displayName: 'Zebulon Quartermain' })
  answerer = await scene.place.member({ handle: 'wolfram_tungsten', displayName: 'Wilhelmina Xerxes' })
  editor = await scene.place.member({ handle: 'yttrium39', displayName: 'Yolanda Umbrage', roles: ['moderator', 'peer-supporter'] })
  for (const person of [writer, answerer, editor])
    await person.must('PATCH /api/me', { body: { bio: 'I am a xylographer', pronouns: 'quagga/quaggas' } })
  const everywhere = `Hello @${answerer.handle}, and **@${editor.handle}**.\n\n> @${answerer.handle} said\n\n- @${editor.handle}\n\n# To @${writer.handle}\n\n\`@${answerer.handle}\` and [@${editor.handle}](https://example.org)\n\n\`\`\`\n@${writer.handle}\n\`\`\``
  const topic = await writer.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: scene.spaces.public },
    body: {
      title: `Thanks to @${answerer.handle}`,
      body: everywhere,
      tags: [`@${editor.handle}`],
      kind: 'question',
      poll: { options: [`Ask @${answerer.handle}`, 'Ask nobody'] },
    },
  })
  topicId = topic.id
  const reply = await answerer.must('POST /api/topics/:topicId/replies', {
    params: { topicId },
    body: { body: everywhere, contentNotes: [`about @${writer.handle}`] },
  })
  await writer.must('POST /api/topics/:topicId/replies', {
    params: { topicId },
    body: { body: `@${answerer.handle} thanks`, parentId: reply.id },
  })
  await editor.must('PATCH /api/replies/:replyId', { params: { replyId: reply.id }, body: { body: `${everywhere}\n\nmended` } })
  await writer.must('PATCH /api/topics/:topicId', {
    params: { topicId },
    body: { title: `Many thanks to @${answerer.handle} and @${editor.handle}` },
  })
  const gone = await answerer.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: everywhere } })
  await editor.must('DELETE /api/replies/:replyId', { params: { replyId: gone.id } })
  const nameless = await writer.must('POST /api/topics/:topicId/replies', {
    params: { topicId },
    body: { body: 'Without a name', anonymous: true },
  })
  await editor.must('PATCH /api/replies/:replyId', { params: { replyId: nameless.id }, body: { body: 'Without a name, mended' } })
})
afterAll(() => scene?.place.close())

/** Which canary stands in a text, with the words around it. */
function canaryIn(text: string) {
  const found = canaries().find(canary => text.toLowerCase().includes(canary.toLowerCase()))
  const at = found === undefined ? -1 : text.toLowerCase().indexOf(found.toLowerCase())
  return found === undefined ? null : `${found}: ${text.slice(Math.max(0, at - 120), at + 60)}`
}

test('members see the names, so a canary would be seen', async () => {
  const { text } = await scene.reader.call('GET /api/topics/:topicId', { params: { topicId } })
  expect(canaryIn(text)).not.toBeNull()
})

test.each(calls)('%s tells a guest no name, handle or account', async key => {
  const guest = scene.place.guest()
  const replies = (await guest.must('GET /api/topics/:topicId/replies', { params: { topicId } })).items
  for (const replyId of ['', ...replies.map(each => each.id)]) {
    const sample = samples(scene)[key]
    const { method, path } = addressOf(key, { ...sample, params: { ...sample.params, topicId, replyId: replyId || scene.open.replyId } })
    const answer = await guest.send(method, path)
    expect(answer.status).toBe(200)
    expect(canaryIn(answer.text)).toBeNull()
    expect(canaryIn(JSON.stringify([...answer.headers]))).toBeNull()
  }
})

test('no page that links lead a guest to holds a name, a handle or an account', async () => {
  const guest = scene.place.guest()
  const [seen, queue] = [new Set<string>(), ['/']]
  while (queue.length > 0 && seen.size < 400) {
    const path = queue.shift()!
    if (seen.has(path)) continue
    seen.add(path)
    const answer = await guest.send('GET', path)
    expect(answer.status, path).toBeLessThan(500)
    expect(canaryIn(answer.text), path).toBeNull()
    expect(canaryIn(path), path).toBeNull()
    queue.push(...linksIn(answer.text), ...(answer.headers.get('location') ? [answer.headers.get('location')!] : []))
  }
  expect(seen.size).toBeGreaterThan(15)
  expect([...seen].some(path => path.includes(topicId))).toBe(true)
})

test('neither do the log and the database’s own words get a guest further: no name is in a log line', () => {
  expect(scene.place.lines.length).toBeGreaterThan(50)
  for (const line of scene.place.lines) expect(canaryIn(line)).toBeNull()
})

/** Addresses of this site in links and forms that read. */
function linksIn(html: string) {
  const addresses = [...html.matchAll(/\s(?:href|action|src)="(\/[^"]*)"/g)].map(([, address]) =>
    address!.replaceAll('&amp;', '&').replace(/#.*/, ''),
  )
  return addresses.filter(address => !address.startsWith('//') && !address.startsWith('/assets/'))
}
