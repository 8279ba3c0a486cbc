// What a pipeline reads of its source, how much at a time, and when others have their turn.
import { expect, test } from 'vitest'
import { pipelineFields, runPipeline } from '../../src/language/aggregate/index.ts'
import type { Doc } from '../../src/language/value.ts'
import { contextWith } from './pipelines.ts'
import { stored } from './values.ts'

const CONTEXT = contextWith({})

test('a pipeline that stops early does not read its source to the end', async () => {
  let read = 0
  async function* source(): AsyncIterable<Doc> {
    for (; read < 10_000; read++) yield stored({ _id: read })
  }
  for await (const _ of runPipeline(source(), stored({ s: [{ $limit: 3 }] }).s as Doc[], CONTEXT));
  expect(read).toBeLessThan(20)
})

test.each([
  ['$group', [{ $group: { _id: '$_id' } }]],
  ['$sort', [{ $sort: { _id: -1 } }]],
  ['$facet', [{ $facet: { all: [{ $set: { x: 1 } }] } }, { $unwind: '$all' }]],
])('%s lets others have their turn between lists that are not long', async (_, stages) => {
  let [pauses, longest] = [0, 0]
  async function* lists(): AsyncIterable<readonly Doc[]> {
    yield Array.from({ length: 5000 }, (_, _id) => ({ _id }))
  }
  const pause = () => void pauses++
  for await (const list of runPipeline(lists(), stored({ stages }).stages as Doc[], { ...CONTEXT, pause: pause as () => undefined }))
    longest = Math.max(longest, list.length)
  expect(longest).toBeLessThanOrEqual(256)
  expect(pauses).toBeGreaterThan(15)
})

test('one long array is unwound a list at a time, with turns of others between', async () => {
  let [read, most] = [0, 0]
  const all = new Proxy(
    Array.from({ length: 2000 }, (_, n) => n),
    {
      get(target, name) {
        if (name !== 'length') read++
        return Reflect.get(target, name)
      },
    },
  )
  async function* lists(): AsyncIterable<readonly Doc[]> {
    yield [{ all }]
  }
  const pause = () => {
    most = Math.max(most, read)
    read = 0
  }
  const pipeline = runPipeline(lists(), [{ $unwind: '$all' }], { ...CONTEXT, pause: pause as () => undefined })
  for await (const list of pipeline) expect(list.length).toBeLessThanOrEqual(256)
  expect(most).toBeLessThanOrEqual(256)
})

test('a source may give its documents in lists', async () => {
  async function* lists(): AsyncIterable<readonly Doc[]> {
    yield [{ _id: 1 }, { _id: 2 }].map(stored)
  }
  const result: Doc[] = []
  for await (const list of runPipeline(lists(), stored({ s: [{ $count: 'n' }] }).s as Doc[], CONTEXT)) result.push(...list)
  expect(result).toEqual([stored({ n: 2 })])
})

test.each([
  [
    [{ $match: { a: 1 } }, { $group: { _id: '$b.c', n: { $sum: { $add: ['$d', 1] } } } }],
    ['a', 'b', 'd'],
  ],
  [[{ $sort: { 'x.y': 1 } }, { $count: 'n' }], ['x']],
  [[{ $group: { _id: null, all: { $push: '$$ROOT' } } }], undefined],
  [[{ $match: { a: 1 } }], undefined],
  [[{ $group: { _id: { $getField: 'a' } } }], undefined],
])('the pipeline %j reads the fields %j of its source', (stages, fields) => {
  const found = pipelineFields(stored({ stages }).stages as Doc[])
  expect(found && [...found].sort()).toEqual(fields)
})
