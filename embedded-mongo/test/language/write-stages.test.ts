// `$out` and `$merge`: what they ask of the server, and what they refuse.
import { expect, test } from 'vitest'
import { type PipelineContext, runPipeline } from '../../src/language/aggregate/index.ts'
import type { Doc } from '../../src/language/value.ts'
import { contextWith, each, run } from './pipelines.ts'
import { stored } from './values.ts'

const SALES = [
  { _id: 1, g: 'a' },
  { _id: 2, g: 'b' },
  { _id: 3, g: 'a' },
]
const CONTEXT = contextWith({})

test('the last stage may write', async () => {
  const written: unknown[] = []
  const out: PipelineContext['out'] = async (target, batches) => {
    for await (const batch of batches) for (const doc of batch) written.push([target, Number(String(doc._id))])
  }
  expect(await run(SALES, [{ $match: { g: 'a' } }, { $out: 'copy' }], { ...CONTEXT, out })).toEqual([])
  const target = { database: undefined, collection: 'copy' }
  expect(written).toEqual([
    [target, 1],
    [target, 3],
  ])
})

test.each([
  [{ $out: 5 }, 16990],
  [{ $out: { db: 'a' } }, 40414],
  [{ $out: { db: 'a', coll: 'b', colour: 1 } }, 40415],
  [{ $out: { db: 'a', coll: 'b', timeseries: {} } }, 238],
  [{ $merge: 5 }, 51182],
  [{ $merge: {} }, 40414],
  [{ $merge: { into: 5 } }, 51178],
  [{ $merge: { into: 'x', colour: 1 } }, 40415],
  [{ $merge: { into: 'x', on: 5 } }, 51186],
  [{ $merge: { into: 'x', on: [] } }, 51187],
  [{ $merge: { into: 'x', on: [1] } }, 51134],
  [{ $merge: { into: 'x', on: ['a', 'a'] } }, 31465],
  [{ $merge: { into: 'x', whenMatched: 'burn' } }, 2],
  [{ $merge: { into: 'x', whenMatched: 5 } }, 51191],
  [{ $merge: { into: 'x', whenNotMatched: 'burn' } }, 2],
  [{ $merge: { into: 'x', whenMatched: 'fail', whenNotMatched: 'discard' } }, 51181],
  [{ $merge: { into: 'x', whenMatched: 'keepExisting', whenNotMatched: 'fail' } }, 51181],
  [{ $merge: { into: 'x', whenMatched: 'replace', let: { a: 1 } } }, 51199],
  [{ $merge: { into: 'x', whenMatched: [{ $set: { a: 1 } }], let: { new: 1 } } }, 51273],
  [{ $merge: { into: 'x', whenMatched: [{ $limit: 1 }] } }, 72],
  [{ $lookup: { from: 'x', as: 'y', pipeline: [{ $out: 'z' }] } }, 51047],
  [{ $unionWith: { coll: 'x', pipeline: [{ $merge: 'z' }] } }, 31441],
])('the writing stage %j is refused with code %i', (stage, code) => {
  const context = { ...CONTEXT, out: async () => {}, merge: async () => {} }
  expect(() => runPipeline(each([]), stored({ s: [stage] }).s as Doc[], context)).toThrow(expect.objectContaining({ code }))
})
