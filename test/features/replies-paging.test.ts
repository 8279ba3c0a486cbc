// Pages of replies against a plain model: any tree, in all four orders, forwards, backwards and from any reply.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

type View = 'threaded' | 'flat'
type Order = 'oldest' | 'newest'
const ways = [
  ['threaded', 'oldest'],
  ['threaded', 'newest'],
  ['flat', 'oldest'],
  ['flat', 'newest'],
] as const
type Node = { n: number; parentN: number | null }

/** For each reply the place of its parent among those before it, or none. */
const trees = fc.array(fc.option(fc.nat({ max: 30 }), { freq: 3 }), { minLength: 1, maxLength: 11 })

test('every walk gives each reply once, in the order of the model', async () => {
  await fc.assert(
    fc.asyncProperty(trees, fc.integer({ min: 1, max: 4 }), async (parents, limit) => {
      const { topicId, nodes } = await grow(parents)
      for (const [view, order] of ways) {
        const wanted = ordered(nodes, view, order)
        const forwards = await walk(topicId, { view, order, limit }, 'next')
        expect(forwards.flat()).toEqual(wanted)
        expect(forwards.slice(0, -1).every(page => page.length === limit)).toBe(true)
        for (const around of wanted) await expectWalksFrom(topicId, { view, order, limit, around }, wanted)
      }
    }),
    { numRuns: 8, seed: 4_711 },
  )
})

async function expectWalksFrom(topicId: string, query: Query & { around: number }, wanted: number[]) {
  const at = wanted.indexOf(query.around)
  const { items, previous } = await page(topicId, query)
  expect(items[0]).toBe(query.around)
  expect((await walk(topicId, query, 'next')).flat()).toEqual(wanted.slice(at))
  expect(previous === null).toBe(at === 0)
  const backwards = await walk(topicId, query, 'previous')
  expect(backwards.slice(1).reverse().flat()).toEqual(wanted.slice(0, at))
  if (previous === null) return
  const before = await page(topicId, { ...query, around: undefined, after: previous })
  expect((await page(topicId, { ...query, around: undefined, after: before.next ?? '' })).items).toEqual(items)
}

test('what is posted while one reads comes after the place where one reads, and nothing is shown twice', async () => {
  const { topicId } = await grow([null, null, 0])
  const query = { view: 'flat', order: 'oldest', limit: 2 } as const
  const first = await page(topicId, query)
  await scene.author.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: 'Meanwhile' } })
  const second = await page(topicId, { ...query, after: first.next ?? '' })
  expect([...first.items, ...second.items]).toEqual([1, 2, 3, 4])
})

test('a place that there is not yet starts at the beginning', async () => {
  const { topicId } = await grow([null, 0])
  expect((await page(topicId, { view: 'threaded', order: 'oldest', limit: 5, around: 99 })).items).toEqual([1, 2])
})

test('a topic without replies has one empty page', async () => {
  const { topicId } = await grow([])
  expect(await page(topicId, { view: 'flat', order: 'newest', limit: 5 })).toEqual({ items: [], next: null, previous: null })
})

type Query = { view: View; order: Order; limit: number; around?: number | undefined; after?: string }

async function page(topicId: string, { around, ...query }: Query) {
  const given = around === undefined ? query : { ...query, around }
  const { items, next, previous } = await scene.reader.must('GET /api/topics/:topicId/replies', { params: { topicId }, query: given })
  return { items: items.map(each => each.n), next, previous }
}

async function walk(topicId: string, { around, ...query }: Query, way: 'next' | 'previous') {
  const pages: number[][] = []
  let cursor: string | null = null
  do {
    const { items, ...cursors }: Awaited<ReturnType<typeof page>> = await page(
      topicId,
      cursor === null ? { ...query, around } : { ...query, after: cursor },
    )
    pages.push(items)
    cursor = cursors[way]
  } while (cursor !== null && pages.length < 40)
  return pages
}

async function grow(parents: (number | null)[]) {
  const { id: topicId } = await scene.author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: scene.spaces.public },
    body: { title: 'A tree', body: 'Words' },
  })
  const nodes: (Node & { id: string })[] = []
  for (const place of parents) {
    const parent = place === null || nodes.length === 0 ? null : nodes[place % nodes.length]!
    const { id, n, parentN } = await scene.author.must('POST /api/topics/:topicId/replies', {
      params: { topicId },
      body: { body: 'Words', parentId: parent?.id ?? null },
    })
    expect(parentN).toBe(parent?.n ?? null)
    nodes.push({ id, n, parentN })
  }
  return { topicId, nodes }
}

/** The model: newest first turns the threads round, and never the talk within one. */
function ordered(nodes: Node[], view: View, order: Order): number[] {
  const turned = (numbers: number[]) => (order === 'newest' ? numbers.reverse() : numbers)
  if (view === 'flat') return turned(nodes.map(each => each.n))
  const below = (n: number): number[] => [n, ...nodes.filter(each => each.parentN === n).flatMap(each => below(each.n))]
  return turned(nodes.filter(each => each.parentN === null).map(each => each.n)).flatMap(below)
}
