// The stages that fill, prune and follow: `$densify`, `$fill`, `$redact` and `$graphLookup`.
import { Double, Long } from 'bson'
import { describe, expect, test } from 'vitest'
import { contextWith, expectSame, run } from './pipelines.ts'

type Case = [docs: object[], stages: object[], expected: object[]]

const day = (n: number) => new Date(Date.UTC(2024, 0, n))
const PEOPLE = [
  { _id: 1, name: 'Ann', knows: ['Bo'] },
  { _id: 2, name: 'Bo', knows: ['Cy', 'Ann'] },
  { _id: 3, name: 'Cy', knows: ['Di'], away: true },
  { _id: 4, name: 'Di' },
]
const FOLLOW = { from: 'people', startWith: '$who', connectFromField: 'knows', connectToField: 'name', as: 'found' }

const names = { $project: { _id: 0, found: { $map: { input: '$found', in: ['$$this.name', '$$this.depth'] } } } }

const CASES: Record<string, Case[]> = {
  $densify: [
    [
      [{ a: 1 }, { a: 4 }, { b: 1 }],
      [{ $densify: { field: 'a', range: { step: 1, bounds: 'full' } } }],
      [{ b: 1 }, { a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }],
    ],
    [
      [{ a: 1 }, { a: 2.5 }, { a: 5 }],
      [{ $densify: { field: 'a', range: { step: 2, bounds: 'full' } } }],
      [{ a: 1 }, { a: 2.5 }, { a: 3 }, { a: 5 }],
    ],
    [[{ a: 2 }, { a: 9 }], [{ $densify: { field: 'a', range: { step: 2, bounds: [0, 6] } } }], [{ a: 0 }, { a: 2 }, { a: 4 }, { a: 9 }]],
    [[], [{ $densify: { field: 'x.a', range: { step: 2, bounds: [0, 3] } } }], [{ x: { a: 0 } }, { x: { a: 2 } }]],
    [
      [
        { p: 'x', a: 1 },
        { p: 'y', a: 5 },
        { p: 'x', a: 3 },
      ],
      [{ $densify: { field: 'a', partitionByFields: ['p'], range: { step: 1, bounds: 'partition' } } }],
      [
        { p: 'x', a: 1 },
        { p: 'x', a: 2 },
        { p: 'x', a: 3 },
        { p: 'y', a: 5 },
      ],
    ],
    [
      [
        { p: 'x', a: 1 },
        { p: 'y', a: 3 },
      ],
      [{ $densify: { field: 'a', partitionByFields: ['p'], range: { step: 1, bounds: 'full' } } }, { $sort: { p: 1, a: 1 } }],
      [
        { p: 'x', a: 1 },
        { p: 'x', a: 2 },
        { p: 'x', a: 3 },
        { p: 'y', a: 1 },
        { p: 'y', a: 2 },
        { p: 'y', a: 3 },
      ],
    ],
    [
      [{ t: day(1) }, { t: day(4) }],
      [{ $densify: { field: 't', range: { step: 2, unit: 'day', bounds: 'full' } } }],
      [{ t: day(1) }, { t: day(3) }, { t: day(4) }],
    ],
  ],
  $fill: [
    [
      [{ a: 1 }, { a: 2, b: 5 }, { a: 3, b: null }],
      [{ $fill: { sortBy: { a: 1 }, output: { b: { method: 'locf' } } } }],
      [
        { a: 1, b: null },
        { a: 2, b: 5 },
        { a: 3, b: 5 },
      ],
    ],
    [
      [{ a: 0, b: 0 }, { a: 1 }, { a: 4, b: 8 }, { a: 5 }],
      [{ $fill: { sortBy: { a: 1 }, output: { b: { method: 'linear' }, c: { value: '$a' } } } }],
      [
        { a: 0, b: 0, c: 0 },
        { a: 1, b: new Double(2), c: 1 },
        { a: 4, b: 8, c: 4 },
        { a: 5, b: null, c: 5 },
      ],
    ],
    [
      [
        { p: 1, a: 1, b: 7 },
        { p: 2, a: 2 },
        { p: 1, a: 3 },
      ],
      [{ $fill: { sortBy: { a: 1 }, partitionByFields: ['p'], output: { b: { method: 'locf' } } } }],
      [
        { p: 1, a: 1, b: 7 },
        { p: 1, a: 3, b: 7 },
        { p: 2, a: 2, b: null },
      ],
    ],
  ],
  $redact: [
    [
      [{ _id: 1, level: 1, a: { level: 5, x: 1 }, b: [{ level: 2, y: 1 }, { level: 9 }, 3] }],
      [{ $redact: { $cond: [{ $gt: ['$level', 4] }, '$$PRUNE', '$$DESCEND'] } }],
      [{ _id: 1, level: 1, b: [{ level: 2, y: 1 }, 3] }],
    ],
    [
      [{ a: { keep: true, b: { secret: 1 } } }],
      [{ $redact: { $cond: ['$keep', '$$KEEP', '$$DESCEND'] } }],
      [{ a: { keep: true, b: { secret: 1 } } }],
    ],
    [[{ a: 1 }, { a: 2 }], [{ $redact: { $cond: [{ $eq: ['$$ROOT.a', 1] }, '$$PRUNE', '$$KEEP'] } }], [{ a: 2 }]],
  ],
  $graphLookup: [
    [
      [{ who: 'Ann' }],
      [{ $graphLookup: { ...FOLLOW, depthField: 'depth' } }, names],
      [
        {
          found: [
            ['Ann', Long.ZERO],
            ['Bo', Long.fromNumber(1)],
            ['Cy', Long.fromNumber(2)],
            ['Di', Long.fromNumber(3)],
          ],
        },
      ],
    ],
    [
      [{ who: 'Ann' }],
      [{ $graphLookup: { ...FOLLOW, maxDepth: 1 } }, names],
      [
        {
          found: [
            ['Ann', null],
            ['Bo', null],
          ],
        },
      ],
    ],
    [
      [{ who: ['Bo'] }],
      [{ $graphLookup: { ...FOLLOW, restrictSearchWithMatch: { away: { $exists: false } } } }, names],
      [
        {
          found: [
            ['Bo', null],
            ['Ann', null],
          ],
        },
      ],
    ],
    [
      [{ who: 'Nobody' }, {}],
      [{ $graphLookup: FOLLOW }, names],
      [{ found: [] }, { found: [] }],
    ],
  ],
}

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('makes of %j by %j %j', async (docs, stages, expected) => {
    expectSame(await run(docs, stages, contextWith({ people: PEOPLE })), expected)
  })
})

const RANGE = { step: 1, bounds: 'full' }

test.each([
  [{ $densify: { field: 'a', range: { step: 0, bounds: 'full' } } }, 5733401],
  [{ $densify: { field: 'a', range: { step: 1, bounds: 'partition' } } }, 5733408],
  [{ $densify: { field: 'a', range: { step: 1, bounds: [5, 1] } } }, 5733402],
  [{ $densify: { field: 'a', range: { step: 1, bounds: [1, 2.5] } } }, 5876900],
  [{ $densify: { field: 'a', range: { step: 1, bounds: [day(1), day(2)] } } }, 5733410],
  [{ $densify: { field: 'a', range: RANGE, colour: 1 } }, 40415],
  [{ $fill: { output: {} } }, 6050203],
  [{ $fill: { output: { a: { method: 'guess' } } } }, 6050202],
  [{ $fill: { partitionBy: '$a', partitionByFields: ['a'], output: { a: { method: 'locf' } } } }, 6050204],
  [{ $graphLookup: { from: 'people' } }, 40105],
  [{ $graphLookup: { ...FOLLOW, maxDepth: -1 } }, 40101],
  [{ $graphLookup: { ...FOLLOW, maxDepth: 1.5 } }, 40102],
  [{ $graphLookup: { ...FOLLOW, colour: 1 } }, 40104],
  [{ $graphLookup: { ...FOLLOW, restrictSearchWithMatch: 5 } }, 40185],
])('%j is refused with code %i', async (stage, code) => {
  await expect(run([{ a: 1 }], [stage])).rejects.toMatchObject({ code })
})

test.each([
  [[{ a: 'x' }], { $densify: { field: 'a', range: RANGE } }, 5733201],
  [[{ a: day(1) }], { $densify: { field: 'a', range: RANGE } }, 6053600],
  [[{ a: 0 }, { a: 10_000_000 }], { $densify: { field: 'a', range: RANGE } }, 5897900],
  [[{ a: 1 }], { $redact: 'yes' }, 17053],
])('%j cannot go through %j: code %i', async (docs, stage, code) => {
  await expect(run(docs, [stage])).rejects.toMatchObject({ code })
})
