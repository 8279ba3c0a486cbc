// `$bucketAuto`: so many buckets of about as many documents, with bounds as they come or rounded to preferred numbers.
import { Decimal128, Double } from 'bson'
import { expect, test } from 'vitest'
import { contextWith, expectSame, run } from './pipelines.ts'

type Case = [docs: object[], stages: object[], expected: object[]]

const CASES: Case[] = [
  [
    [5, 1, 3, 2, 4].map(a => ({ a })),
    [{ $bucketAuto: { groupBy: '$a', buckets: 2 } }],
    [
      { _id: { min: 1, max: 4 }, count: 3 },
      { _id: { min: 4, max: 5 }, count: 2 },
    ],
  ],
  [
    [1, 1, 1, 2].map(a => ({ a })),
    [{ $bucketAuto: { groupBy: '$a', buckets: 4, output: { all: { $push: '$a' } } } }],
    [
      { _id: { min: 1, max: 2 }, all: [1, 1, 1] },
      { _id: { min: 2, max: 2 }, all: [2] },
    ],
  ],
  [[{}], [{ $bucketAuto: { groupBy: '$a', buckets: 3 } }], [{ _id: { min: null, max: null }, count: 1 }]],
  [[], [{ $bucketAuto: { groupBy: '$a', buckets: 3 } }], []],
  // The manual's own examples of granularity, with the values 0 to 99.
  ...(
    [
      ['R20', [20, 40, 63, 90, 100], undefined],
      ['E24', [20, 43, 68, 91, 100], undefined],
      ['1-2-5', [20, 50, 100], undefined],
      ['POWERSOF2', [32, 64, 128], undefined],
    ] as const
  ).map(([granularity, ends]): Case => {
    const bounds = [0, ...ends]
    return [
      Array.from({ length: 100 }, (_, a) => ({ a })),
      [{ $bucketAuto: { groupBy: '$a', buckets: 5, granularity } }],
      ends.map((end, at) => ({
        _id: { min: at === 0 ? 0 : new Double(bounds[at]!), max: new Double(end) },
        count: Math.min(end, 100) - bounds[at]!,
      })),
    ]
  }),
  [
    [0, 0, 0, 3, 7].map(a => ({ a })),
    [{ $bucketAuto: { groupBy: '$a', buckets: 2, granularity: 'E6' } }],
    [
      { _id: { min: 0, max: new Double(2.2) }, count: 3 },
      { _id: { min: new Double(2.2), max: new Double(10) }, count: 2 },
    ],
  ],
  [
    [{ a: 0.8 }, { a: Decimal128.fromString('6.3') }],
    [{ $bucketAuto: { groupBy: '$a', buckets: 2, granularity: 'R5' } }],
    [
      { _id: { min: new Double(0.63), max: new Double(1) }, count: 1 },
      { _id: { min: new Double(1), max: Decimal128.fromString('10') }, count: 1 },
    ],
  ],
]

test.each(CASES)('makes of %j by %j %j', async (docs, stages, expected) => {
  expectSame(await run(docs, stages, contextWith({})), expected)
})

test.each([
  [{ $bucketAuto: 5 }, 40240],
  [{ $bucketAuto: { groupBy: '$a' } }, 40246],
  [{ $bucketAuto: { groupBy: 'a', buckets: 1 } }, 40239],
  [{ $bucketAuto: { groupBy: '$a', buckets: 'x' } }, 40241],
  [{ $bucketAuto: { groupBy: '$a', buckets: 1.5 } }, 40242],
  [{ $bucketAuto: { groupBy: '$a', buckets: 0 } }, 40243],
  [{ $bucketAuto: { groupBy: '$a', buckets: 1, colour: 1 } }, 40245],
  [{ $bucketAuto: { groupBy: '$a', buckets: 1, granularity: 'R6' } }, 40257],
  [{ $bucketAuto: { groupBy: '$a', buckets: 1, granularity: 5 } }, 40261],
])('%j is refused with code %i', async (stage, code) => {
  await expect(run([{ a: 1 }], [stage])).rejects.toMatchObject({ code })
})

test.each([
  [[{ a: 'x' }], { $bucketAuto: { groupBy: '$a', buckets: 1, granularity: 'R5' } }, 40258],
  [[{ a: Number.NaN }], { $bucketAuto: { groupBy: '$a', buckets: 1, granularity: 'R5' } }, 40259],
  [[{ a: -1 }], { $bucketAuto: { groupBy: '$a', buckets: 1, granularity: 'R5' } }, 40260],
])('%j cannot go through %j: code %i', async (docs, stage, code) => {
  await expect(run(docs, [stage])).rejects.toMatchObject({ code })
})
