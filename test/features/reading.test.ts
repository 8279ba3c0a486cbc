// How somebody likes to read: kept with an account or in a guest’s browser, and followed by every page.
import { expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { world } from '../world.ts'

async function scene() {
  const here = await world()
  const keeper = await here.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'public' } })
  const noted = async (...contentNotes: string[]) => {
    const { id, slug } = await keeper.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId: space.id },
      body: { title: 'A night shift', body: 'What happened then.', contentNotes },
    })
    return `/topics/${id}/${slug}`
  }
  return { ...here, keeper, spaceId: space.id, grief: await noted('grief or loss'), both: await noted('grief', 'burnout') }
}
const choose = (by: Person, ...fields: [string, string][]) => by.send('POST', '/reading', { body: new URLSearchParams(fields) })
const isFolded = async (by: Person, path: string) => {
  const { text } = await by.send('GET', path)
  expect(text).toContain('<b>Content note:</b>')
  return /<details class="fold">(?:(?!<\/details>).)*What happened then/s.test(text)
}

test.each(['guest', 'member'] as const)('a %s has content notes folded, shown, or folded by subject', async kind => {
  const { guest, member, grief, both, spaceId } = await scene()
  const reader = kind === 'guest' ? guest() : await member()
  const both_ = async () => [await isFolded(reader, grief), await isFolded(reader, both)]
  expect(await both_()).toEqual([true, true])
  await choose(reader, ['notes', 'show'])
  expect(await both_()).toEqual([false, false])
  expect((await choose(reader, ['notes', 'some'], ['shownNotes', 'grief'])).headers.get('location')).toBe('/reading?said=saved')
  expect(await both_()).toEqual([false, true])
  await choose(reader, ['notes', 'some'], ['shownNotes', 'grief'], ['shownNotes', 'burnout'])
  expect(await both_()).toEqual([false, false])
  const page = (await reader.send('GET', '/reading')).text
  expect(page.match(/name="shownNotes"[^>]*checked/g)).toHaveLength(2)
  // In lists the note alone stands, whatever was chosen.
  expect((await reader.send('GET', `/spaces/${spaceId}/evidence`)).text).not.toContain('What happened then')
  await choose(reader, ['notes', 'some'])
  expect(await both_()).toEqual([true, true])
  await choose(reader, ['theme', 'dark'])
  expect((await reader.send('GET', '/reading')).text).toMatch(/value="some"[^>]*checked/)
})

test('a choice that does not exist changes nothing', async () => {
  const { member } = await scene()
  const reader = await member()
  await choose(reader, ['notes', 'never'], ['theme', 'dark'])
  await choose(reader, ['notes', 'some'], ['shownNotes', 'weather'])
  expect((await reader.must('GET /api/me')).reading).toMatchObject({ notes: 'fold', shownNotes: [], theme: 'auto' })
})

test('an account that was stored before there was this to choose reads as usual', async () => {
  const { member, app, grief } = await scene()
  const reader = await member()
  await app.connection
    .db!.collection('accounts')
    .updateOne({ handle: reader.handle } as never, { $unset: { 'reading.notes': 1, 'reading.shownNotes': 1 } })
  expect((await reader.must('PATCH /api/me', { body: { reading: { theme: 'dark' } } })).reading).toMatchObject({
    notes: 'fold',
    theme: 'dark',
  })
  expect(await isFolded(reader, grief)).toBe(true)
})
