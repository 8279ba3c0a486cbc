// Muting a member: their named posts come folded to this reader, on this reader's pages alone; what has no name is never touched.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import { open } from '../pages/html.ts'
import type { Person } from '../people.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
}, 120_000)
afterAll(() => scene?.place.close())

const mute = (person: Person, targetId: string) =>
  person.must('PUT /api/attention/:kind/:targetId', { params: { kind: 'member', targetId }, body: { level: 'mute' } })

test('named posts of a muted member are folded for who muted them; posts without a name and other readers’ pages are not', async () => {
  const { topicId } = await scene.post('public')
  const { n: nameless } = await scene.author.must('POST /api/topics/:topicId/replies', {
    params: { topicId },
    body: { body: 'Without a name', anonymous: true },
  })
  await mute(scene.reader, scene.author.id)
  const { document, text } = await open(scene.reader, `/topics/${topicId}`)
  const folded = [...document.querySelectorAll('details.muted')].map(each => each.parentElement?.id)
  expect(folded).toEqual(['original', 'r-1', 'r-2'])
  expect(document.querySelector(`#r-${nameless} > .prose`)?.textContent).toContain('Without a name')
  expect(document.querySelector('#r-1')?.getAttribute('aria-labelledby')).toBe('r-1-muted')
  expect(text).toContain('A reply by somebody you muted.')
  for (const other of [scene.author, scene.moderator, scene.place.guest()]) {
    const page = await open(other, `/topics/${topicId}`)
    expect(page.document.querySelector('details.muted')).toBeNull()
    expect(page.html).not.toContain('muted')
  }
})

test('whom one muted is told to the page of the list alone, and to nobody’s but one’s own', async () => {
  const { topicId } = await scene.post('members')
  await mute(scene.reader, scene.author.id)
  const propsOf = async (person: Person) =>
    JSON.parse((await open(person, `/topics/${topicId}`)).document.querySelector('#replies')?.getAttribute('data-props') ?? '{}')
  expect((await propsOf(scene.reader)).muted).toEqual([scene.author.id])
  expect(await propsOf(scene.author)).not.toHaveProperty('muted')
})

test('a search can leave out what somebody muted wrote under their name', async () => {
  await mute(scene.moderator, scene.author.id)
  const { attention } = scene.place.app.features
  expect(await attention.mutedMembers(scene.moderator.id)).toEqual(new Set([scene.author.id]))
  expect(await attention.mutedMembers(scene.author.id)).toEqual(new Set())
})
