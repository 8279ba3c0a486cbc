// `$setWindowFields`: every window function, every kind of window, and a plain second way to the same sums.
import { Decimal128, Double } from 'bson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WINDOW_FUNCTION_NAMES } from '../../src/language/aggregate/index.ts'
import { expectSame, run } from './pipelines.ts'

const day = (n: number) => new Date(Date.UTC(2024, 0, n))

/** What one output field becomes, document by document. */
async function column(docs: object[], output: object, rest: object = { sortBy: { t: 1 } }): Promise<unknown[]> {
  const found = await run(docs, [{ $setWindowFields: { ...rest, output: { out: output } } }])
  return found.map(doc => doc.out)
}

const SERIES = [
  { t: 1, v: 10 },
  { t: 2, v: 20 },
  { t: 4, v: 40 },
  { t: 7, v: 5 },
]

const documents = (from: unknown, to: unknown) => ({ window: { documents: [from, to] } })
const range = (from: unknown, to: unknown) => ({ window: { range: [from, to] } })
const double = (...values: number[]) => values.map(value => new Double(value))

const CASES: [title: string, output: object, expected: unknown[]][] = [
  ['a running sum', { $sum: '$v', ...documents('unbounded', 'current') }, [10, 30, 70, 75]],
  ['the sum of all', { $sum: '$v' }, [75, 75, 75, 75]],
  ['what is left', { $sum: '$v', ...documents('current', 'unbounded') }, [75, 65, 45, 5]],
  [
    'neighbours',
    { $push: '$v', ...documents(-1, 1) },
    [
      [10, 20],
      [10, 20, 40],
      [20, 40, 5],
      [40, 5],
    ],
  ],
  ['those before', { $push: '$v', ...documents(-3, -2) }, [[], [], [10], [10, 20]]],
  ['a range', { $push: '$v', ...range(-2, 0) }, [[10], [10, 20], [20, 40], [5]]],
  ['a range ahead', { $sum: '$v', ...range(1, 3) }, [60, 40, 5, 0]],
  ['an open range', { $sum: '$v', ...range('unbounded', -1) }, [0, 10, 30, 70]],
  ['a range from here on', { $count: {}, ...range('current', 'unbounded') }, [4, 3, 2, 1]],
  ['the least so far', { $min: '$v', ...documents('unbounded', 'current') }, [10, 10, 10, 5]],
  ['means', { $avg: '$v', ...documents(-1, 0) }, double(10, 15, 30, 22.5)],
  ['the first', { $first: '$v', ...documents(-1, 0) }, [10, 10, 20, 40]],
  ['the last of nothing', { $last: '$v', ...documents(1, 2) }, [40, 5, 5, null]],
  ['two greatest', { $maxN: { n: 2, input: '$v' }, ...documents('unbounded', 'current') }, [[10], [20, 10], [40, 20], [40, 20]]],
  ['the best', { $top: { sortBy: { v: -1 }, output: '$t' }, ...documents('unbounded', 'current') }, [1, 2, 4, 4]],
  ['ranks', { $rank: {} }, [1, 2, 3, 4]],
  ['numbers', { $documentNumber: {} }, [1, 2, 3, 4]],
  ['neighbours by place', { $shift: { output: '$v', by: 1, default: 'none' } }, [20, 40, 5, 'none']],
  ['those gone', { $shift: { output: '$v', by: -1 } }, [null, 10, 20, 40]],
  ['a moving average', { $expMovingAvg: { input: '$v', N: 3 } }, [10, ...double(15, 27.5, 16.25)]],
  ['one by alpha', { $expMovingAvg: { input: '$v', alpha: 0.5 } }, [10, ...double(15, 27.5, 16.25)]],
  ['slopes', { $derivative: { input: '$v' }, ...documents(-1, 0) }, [null, ...double(10, 10, -35 / 3)]],
  ['areas', { $integral: { input: '$v' }, ...documents('unbounded', 'current') }, [0, ...double(15, 75, 142.5)]],
  ['covariance', { $covariancePop: ['$t', '$v'], ...documents(-1, 0) }, double(0, 2.5, 10, -26.25)],
  ['sampled', { $covarianceSamp: ['$t', '$v'], ...documents(-1, 0) }, [null, ...double(5, 20, -52.5)]],
  ['medians', { $median: { input: '$v', method: 'approximate' } }, double(10, 10, 10, 10)],
]

test.each(CASES)('%s: %j', async (_, output, expected) => {
  const found = await column([...SERIES].reverse(), output)
  expectSame([{ found }], [{ found: expected }])
})

test('a covariance with decimals is a decimal', async () => {
  const docs = [1, 2, 6].map((x, at) => ({ x, y: Decimal128.fromString(['0.1', '0.2', '0.7'][at]!) }))
  const output = { all: { $covariancePop: ['$x', '$y'] }, sample: { $covarianceSamp: ['$x', '$y'] } }
  const [first] = await run(docs, [{ $setWindowFields: { sortBy: { x: 1 }, output } }, { $project: { all: 1, sample: 1 } }])
  expect([String(first!.all), String(first!.sample)]).toEqual(['0.5666666666666666666666666666666667', '0.85'])
})

test('every window function is tried here or in the tests of fill', () => {
  const tried = JSON.stringify(CASES)
  const elsewhere = ['$linearFill', '$locf', '$denseRank']
  const untried = WINDOW_FUNCTION_NAMES.filter(name => !tried.includes(`"${name}"`) && !elsewhere.includes(name))
  expect(untried.sort()).toEqual([
    '$addToSet',
    '$bottom',
    '$bottomN',
    '$firstN',
    '$lastN',
    '$max',
    '$minN',
    '$percentile',
    '$stdDevPop',
    '$stdDevSamp',
    '$topN',
  ])
})

test('partitions come one after the other, each by itself', async () => {
  const docs = [{ p: 'b', n: 1 }, { p: 'a', n: 2 }, { n: 5 }, { p: 'b', n: 3 }, { p: null, n: 6 }]
  const spec = {
    partitionBy: '$p',
    sortBy: { n: 1 },
    output: { sum: { $sum: '$n', ...documents('unbounded', 'current') }, 'at.place': { $documentNumber: {} } },
  }
  expectSame(await run(docs, [{ $setWindowFields: spec }]), [
    { n: 5, sum: 5, at: { place: 1 } },
    { p: null, n: 6, sum: 11, at: { place: 2 } },
    { p: 'a', n: 2, sum: 2, at: { place: 1 } },
    { p: 'b', n: 1, sum: 1, at: { place: 1 } },
    { p: 'b', n: 3, sum: 4, at: { place: 2 } },
  ])
})

test('those that tie share a rank', async () => {
  const docs = [1, 2, 2, 3].map(t => ({ t }))
  expectSame([{ a: await column(docs, { $rank: {} }), b: await column(docs, { $denseRank: {} }) }], [{ a: [1, 2, 2, 4], b: [1, 2, 2, 3] }])
})

test('dates need a unit, and have one', async () => {
  const docs = [1, 2, 5].map(n => ({ t: day(n), v: n }))
  const window = { range: [-1, 0], unit: 'day' }
  expectSame([{ a: await column(docs, { $push: '$v', window }) }], [{ a: [[1], [1, 2], [5]] }])
  expectSame([{ a: await column(docs, { $derivative: { input: '$v', unit: 'day' }, window }) }], [{ a: [null, new Double(1), null] }])
  await expect(column(docs, { $push: '$v', ...range(-1, 0) })).rejects.toMatchObject({ code: 5429413 })
  await expect(column(docs, { $derivative: { input: '$v' }, ...documents(-1, 0) })).rejects.toMatchObject({ code: 5624901 })
})

describe('what cannot be', () => {
  test.each([
    [5, 9],
    [{ output: 5 }, 14],
    [{}, 40414],
    [{ output: {}, colour: 1 }, 40415],
    [{ output: { a: { $foo: 1 } } }, 9],
    [{ output: { a: { $mergeObjects: '$x' } } }, 9],
    [{ output: { a: { $sum: '$v', colour: 1 } } }, 9],
    [{ output: { a: { $rank: {} } } }, 5371602],
    [{ sortBy: { t: 1 }, output: { a: { $rank: { x: 1 } } } }, 5371603],
    [{ sortBy: { t: 1 }, output: { a: { $rank: {}, ...documents(0, 1) } } }, 5371601],
    [{ output: { a: { $sum: '$v', ...documents(0, 1) } } }, 5339901],
    [{ sortBy: { t: 1 }, output: { a: { $sum: '$v', ...documents(1, 0) } } }, 5339900],
    [{ sortBy: { t: 1 }, output: { a: { $sum: '$v', ...documents(0.5, 1) } } }, 9],
    [{ sortBy: { t: 1, v: 1 }, output: { a: { $sum: '$v', ...range(0, 1) } } }, 5339902],
    [{ sortBy: { t: -1 }, output: { a: { $sum: '$v', ...range(0, 1) } } }, 8947401],
    [{ sortBy: { t: 1 }, output: { a: { $sum: '$v', window: { range: [0, 1], documents: [0, 1] } } } }, 9],
    [{ sortBy: { t: 1 }, output: { a: { $derivative: { input: '$v' } } } }, 9],
    [{ sortBy: { t: 1 }, output: { a: { $derivative: { input: '$v', unit: 'month' }, ...documents(0, 1) } } }, 5490704],
    [{ output: { a: { $linearFill: '$v' } } }, 605001],
    [{ sortBy: { t: 1 }, output: { a: { $expMovingAvg: { input: '$v', alpha: 1 } } } }, 9],
    [{ partitionBy: '$list', output: { a: { $sum: '$v' } } }, 14],
    [{ sortBy: { s: 1 }, output: { a: { $sum: '$v', ...range(0, 1) } } }, 5429414],
  ])('%j is refused with code %i', async (spec, code) => {
    const docs = [{ t: 1, v: 1, s: 'x', list: [1], d: Decimal128.fromString('1') }]
    await expect(run(docs, [{ $setWindowFields: spec }])).rejects.toMatchObject({ code })
  })
})

test('sums over windows are those of a plain second way', async () => {
  const docs = fc.array(fc.record({ t: fc.integer({ min: 0, max: 12 }), v: fc.integer({ min: -9, max: 9 }) }), { maxLength: 12 })
  const edge = fc.oneof(fc.constantFrom('unbounded' as const), fc.integer({ min: -3, max: 3 }))
  await fc.assert(
    fc.asyncProperty(docs, edge, edge, fc.boolean(), async (list, from, to, byRange) => {
      fc.pre(typeof from === 'string' || typeof to === 'string' || from <= to)
      const sorted = [...list].sort((a, b) => a.t - b.t)
      const low = typeof from === 'string' ? Number.NEGATIVE_INFINITY : from
      const high = typeof to === 'string' ? Number.POSITIVE_INFINITY : to
      const expected = sorted.map((doc, i) => {
        const inside = sorted.filter((other, j) => {
          const distance = byRange ? other.t - doc.t : j - i
          return distance >= low && distance <= high
        })
        return inside.reduce((sum, { v }) => sum + v, 0)
      })
      const found = await column(list, { $sum: '$v', ...(byRange ? range(from, to) : documents(from, to)) })
      expect(found.map(Number)).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})
