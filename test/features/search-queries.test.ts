// What people would type in the sample community, and what comes first.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, personAt } from '../people.ts'
import { type World, world } from '../world.ts'

const queries = JSON.parse(readFileSync(new URL('search-queries.json', import.meta.url), 'utf8')) as [
  query: string,
  title: string,
  n: number,
][]

let place: World
let juno: Person
beforeAll(async () => {
  place = await world({ keep: true, demo: true })
  juno = personAt(place.url)
  await juno.must('POST /api/sign-in', { body: { handle: 'juno_r', password: 'hearth-demo-2026' } })
})
afterAll(() => place?.close())

const told = (items: { kind: string }[]) =>
  items.map(item =>
    item.kind === 'person'
      ? [item]
      : [(item as never as { title: { text: string }[] }).title.map(part => part.text).join(''), (item as never as { n: number }).n],
  )

test.each(queries)('%s: %s, post %i', async (q, title, n) => {
  const { items } = await juno.must('GET /api/search', { query: { q } })
  expect(told(items)[0]).toEqual([title, n])
})

describe('while typing', () => {
  test.each([
    ['supervisi', 'Group supervision with a mixed team: how do you run it?'],
    ['text', 'Texting at 11pm: where do you put the line?'],
    ['crisis te', 'Handing over to the crisis team without disappearing'],
  ])('%s leads on to %s', async (q, title) => {
    const { items } = await juno.must('GET /api/search', { query: { q, typing: 'true' } })
    expect(told(items).map(each => each[0])).toContain(title)
  })
})

test('members are found by the names that they chose', async () => {
  const { items } = await juno.must('GET /api/search', { query: { q: 'tamsin' } })
  expect(items[0]).toMatchObject({ kind: 'person', person: { handle: 'tamsin_o' } })
})

test('the index made anew answers the same', async () => {
  const ask = () => Promise.all(queries.slice(0, 20).map(([q]) => juno.must('GET /api/search', { query: { q } })))
  const before = await ask()
  await place.app.features.search.reindex()
  expect(await ask()).toEqual(before)
})
