// Aggregation pipelines.
import { Decimal128, Double, Long } from 'bson'
import { describe, expect, test } from 'vitest'
import { type PipelineContext, REFUSED_STAGES, runPipeline, STAGE_NAMES } from '../../src/language/aggregate/index.ts'
import type { Doc } from '../../src/language/value.ts'
import { contextWith, expectSame, run as runStages } from './pipelines.ts'
import { stored } from './values.ts'

const OTHERS: Record<string, object[]> = {
  people: [
    { _id: 1, name: 'Ann', room: 1 },
    { _id: 2, name: 'Bo', room: 2 },
    { _id: 3, name: 'Cy' },
  ],
}

const CONTEXT = contextWith(OTHERS)

const run = (docs: readonly object[], stages: object[], context: PipelineContext = CONTEXT) => runStages(docs, stages, context)

type Case = [docs: object[], stages: object[], expected: object[]]

const SALES = [{ _id: 1, g: 'a', n: 1 }, { _id: 2, g: 'b', n: 2.5 }, { _id: 3, g: 'a', n: 3 }, { _id: 4 }]

const CASES: Record<string, Case[]> = {
  '$match, $sort, $skip, $limit and $count': [
    [SALES, [{ $match: { n: { $gt: 1 } } }, { $sort: { n: -1 } }], [SALES[2]!, SALES[1]!]],
    [SALES, [{ $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }], [{ _id: 2 }, { _id: 3 }]],
    [SALES, [{ $count: 'n' }], [{ n: 4 }]],
    [[], [{ $count: 'n' }], []],
    [SALES, [{ $sample: { size: 0 } }], []],
  ],
  'the shape of documents': [
    [[{ _id: 1, a: 1, b: 2 }], [{ $project: { a: 1, c: { $add: ['$a', '$b'] } } }], [{ _id: 1, a: 1, c: 3 }]],
    [[{ _id: 1, a: 1 }], [{ $addFields: { a: 5, 'x.y': '$a' } }], [{ _id: 1, a: 5, x: { y: 1 } }]],
    [[{ a: [{ b: 1 }, 2] }], [{ $set: { 'a.c': 1 } }], [{ a: [{ b: 1, c: 1 }, { c: 1 }] }]],
    [[{ _id: 1, a: 1, b: { c: 1, d: 2 } }], [{ $unset: ['a', 'b.c'] }], [{ _id: 1, b: { d: 2 } }]],
    [[{ a: { b: 1 } }], [{ $replaceRoot: { newRoot: '$a' } }], [{ b: 1 }]],
    [[{ a: 1 }], [{ $replaceWith: { x: '$a' } }], [{ x: 1 }]],
  ],
  $group: [
    [
      SALES,
      [{ $group: { _id: '$g', n: { $sum: '$n' }, mean: { $avg: '$n' }, all: { $push: '$n' }, c: { $count: {} } } }, { $sort: { _id: 1 } }],
      [
        { _id: null, n: 0, mean: null, all: [], c: 1 },
        { _id: 'a', n: 4, mean: new Double(2), all: [1, 3], c: 2 },
        { _id: 'b', n: 2.5, mean: 2.5, all: [2.5], c: 1 },
      ],
    ],
    [
      SALES,
      [{ $group: { _id: null, first: { $first: '$_id' }, last: { $last: '$_id' }, min: { $min: '$n' }, max: { $max: '$n' } } }],
      [{ _id: null, first: 1, last: 4, min: 1, max: 3 }],
    ],
    [[{ a: 1 }, { a: new Double(1) }, { a: Long.ONE }], [{ $group: { _id: '$a', c: { $sum: 1 } } }], [{ _id: 1, c: 3 }]],
    [[{ a: '1' }, { a: 1 }], [{ $group: { _id: '$a' } }, { $count: 'n' }], [{ n: 2 }]],
    [
      [{ a: {} }, { a: null }, {}],
      [{ $group: { _id: '$a', c: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      [
        { _id: null, c: 2 },
        { _id: {}, c: 1 },
      ],
    ],
    [[{ a: 2147483647 }, { a: 1 }], [{ $group: { _id: null, s: { $sum: '$a' } } }], [{ _id: null, s: Long.fromNumber(2147483648) }]],
    [[{ a: 0.1 }, { a: 0.2 }, { a: 0.3 }, { a: 'x' }], [{ $group: { _id: null, s: { $sum: '$a' } } }], [{ _id: null, s: 0.6 }]],
    [
      [{ a: Decimal128.fromString('0.1') }, { a: 1 }],
      [{ $group: { _id: null, s: { $sum: '$a' } } }],
      [{ _id: null, s: Decimal128.fromString('1.1') }],
    ],
    [[{ a: 1 }, { a: 1 }, { a: 2 }], [{ $group: { _id: null, s: { $addToSet: '$a' } } }], [{ _id: null, s: [1, 2] }]],
    [
      [
        { a: 1, b: 'x' },
        { a: 3, b: 'y' },
      ],
      [{ $group: { _id: null, t: { $top: { sortBy: { a: -1 }, output: '$b' } }, m: { $maxN: { n: 1, input: '$a' } } } }],
      [{ _id: null, t: 'y', m: [3] }],
    ],
    [SALES, [{ $sortByCount: '$g' }, { $limit: 1 }], [{ _id: 'a', count: 2 }]],
    [
      [{ a: 5 }, { a: 15 }, { a: 99 }],
      [{ $bucket: { groupBy: '$a', boundaries: [0, 10, 20], default: 'other' } }],
      [
        { _id: 0, count: 1 },
        { _id: 10, count: 1 },
        { _id: 'other', count: 1 },
      ],
    ],
  ],
  $unwind: [
    [
      [{ _id: 1, a: [1, 2] }, { _id: 2, a: [] }, { _id: 3 }, { _id: 4, a: 5 }],
      [{ $unwind: '$a' }],
      [
        { _id: 1, a: 1 },
        { _id: 1, a: 2 },
        { _id: 4, a: 5 },
      ],
    ],
    [
      [
        { _id: 1, a: ['x'] },
        { _id: 2, a: [] },
        { _id: 3, a: null },
      ],
      [{ $unwind: { path: '$a', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
      [
        { _id: 1, a: 'x', i: Long.ZERO },
        { _id: 2, i: null },
        { _id: 3, a: null, i: null },
      ],
    ],
    [[{ a: { b: [1, 2] } }], [{ $unwind: '$a.b' }], [{ a: { b: 1 } }, { a: { b: 2 } }]],
  ],
  'other collections': [
    [
      [{ _id: 9, room: 1 }, { _id: 8, room: [2, 1] }, { _id: 7 }],
      [{ $lookup: { from: 'people', localField: 'room', foreignField: 'room', as: 'p' } }, { $project: { names: '$p.name' } }],
      [
        { _id: 9, names: ['Ann'] },
        { _id: 8, names: ['Ann', 'Bo'] },
        { _id: 7, names: ['Cy'] },
      ],
    ],
    [
      [{ _id: 9, r: '$name', k: 2 }],
      [
        {
          $lookup: {
            from: 'people',
            let: { r: '$r', k: '$k' },
            pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$k'] } } }, { $project: { _id: 0, name: 1, r: '$$r' } }],
            as: 'p',
          },
        },
      ],
      [{ _id: 9, r: '$name', k: 2, p: [{ name: 'Bo', r: '$name' }] }],
    ],
    [
      [{ _id: 9, room: 1 }],
      [{ $lookup: { from: 'people', localField: 'room', foreignField: 'room', pipeline: [{ $match: { name: 'Bo' } }], as: 'p' } }],
      [{ _id: 9, room: 1, p: [] }],
    ],
    [
      [{ _id: 0 }],
      [{ $unionWith: { coll: 'people', pipeline: [{ $match: { _id: 1 } }, { $project: { _id: 1 } }] } }],
      [{ _id: 0 }, { _id: 1 }],
    ],
    [[{ _id: 0 }], [{ $unionWith: { pipeline: [{ $documents: [{ a: 1 }] }] } }], [{ _id: 0 }, { a: 1 }]],
    [[{ _id: 0 }], [{ $lookup: { as: 'd', pipeline: [{ $documents: [{ a: 1 }] }] } }], [{ _id: 0, d: [{ a: 1 }] }]],
    [SALES, [{ $facet: { n: [{ $count: 'n' }], none: [{ $match: { g: 'z' } }] } }], [{ n: [{ n: 4 }], none: [] }]],
    [[], [{ $documents: [{ a: 1 }] }, { $set: { b: 2 } }], [{ a: 1, b: 2 }]],
  ],
}

describe.each(Object.entries(CASES))('a pipeline with %s', (_, cases) => {
  test.each(cases)('makes of %j by %j %j', async (docs, stages, expected) => {
    expectSame(await run(docs, stages), expected)
  })
})

test.each([
  [[{ $foo: 1 }], 40324],
  [[{ $planCacheStats: {} }], 238],
  [[{ $changeStream: {} }], 238],
  [[{ $match: {}, $sort: {} }], 40323],
  [[{ $group: {} }], 15955],
  [[{ $group: { _id: 1, a: 1 } }], 40234],
  [[{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
  [[{ $limit: 0 }], 15958],
  [[{ $out: 'x' }, { $limit: 1 }], 40601],
  [[{ $out: 'x' }], 238],
  [[{ $unwind: 'a' }], 28818],
  [[{ $facet: { a: [{ $out: 'x' }] } }], 40600],
  [[{ $lookup: { from: 'x', as: 'y', pipeline: [{ $foo: 1 }] } }], 40324],
  [[{ $lookup: { from: 'x', as: 'y', colour: 1 } }], 9],
  [[{ $project: {} }], 51272],
])('the pipeline %j is refused with code %i before anything is read', (stages, code) => {
  const unread: AsyncIterable<Doc> = { [Symbol.asyncIterator]: () => expect.fail('the source was read') }
  expect(() => runPipeline(unread, stored({ stages }).stages as Doc[], CONTEXT)).toThrow(expect.objectContaining({ code }))
})

test('the stages that are supported and those that are refused do not overlap', () => {
  expect(STAGE_NAMES.filter(name => REFUSED_STAGES.includes(name))).toEqual([])
})
