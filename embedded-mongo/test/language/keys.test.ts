// Which keys a document has under an index.
import { describe, expect, test } from 'vitest'
import { indexKeys } from '../../src/language/keys.ts'
import { EMPTY_ARRAY_KEY } from '../../src/language/value.ts'
import { stored } from './values.ts'

type Case = [fields: string[], doc: object, keys: unknown[][], multikey: boolean]

const CASES: Case[] = [
  [['a'], { a: 1 }, [[1]], false],
  [['a'], {}, [[undefined]], false],
  [['a'], { a: null }, [[null]], false],
  [['a.b'], { a: { b: 1 } }, [[1]], false],
  [['a.b'], { a: 5 }, [[undefined]], false],
  [['a'], { a: [1, 2, 1] }, [[1], [2]], true],
  [['a'], { a: [[1, 2], 3] }, [[[1, 2]], [3]], true],
  [['a'], { a: [] }, [[EMPTY_ARRAY_KEY]], true],
  [['a.b'], { a: [] }, [[undefined]], true],
  [['a.b'], { a: [{ b: 1 }, {}, 7] }, [[1], [undefined]], true],
  [['a.b'], { a: [{ b: [1, 2] }, { b: 3 }] }, [[1], [2], [3]], true],
  [['a.0'], { a: [5, 6] }, [[5]], false],
  [['a.5'], { a: [5, 6] }, [[undefined]], true],
  [
    ['a', 'b'],
    { a: [1, 2], b: 3 },
    [
      [1, 3],
      [2, 3],
    ],
    true,
  ],
  [
    ['b', 'a'],
    { a: [1, 2], b: 3 },
    [
      [3, 1],
      [3, 2],
    ],
    true,
  ],
  [
    ['a.b', 'a.c'],
    { a: [{ b: 1, c: 2 }, { b: 3 }] },
    [
      [1, 2],
      [3, undefined],
    ],
    true,
  ],
  [['a', 'a.b'], { a: [{ b: 1 }] }, [[{ b: 1 }, 1]], true],
  [['constructor'], {}, [[undefined]], false],
]

const directed = (fields: string[]) => fields.map(path => [path, 1] as const)

test.each(CASES)('an index on %j has of %j the keys %j', (fields, doc, keys, multikey) => {
  const found = indexKeys(stored(doc), directed(fields))
  expect(found.multikey).toBe(multikey)
  expect(found.keys.map(key => key.map(value => (typeof value === 'symbol' ? value : plain(value))))).toEqual(keys)
})

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value, (_, part) => (part?._bsontype === 'Int32' ? part.value : part)))
}

describe('an index', () => {
  test('on two fields that are both arrays is refused', () => {
    expect(() => indexKeys(stored({ a: [1], b: [2] }), directed(['a', 'b']))).toThrow(expect.objectContaining({ code: 171 }))
  })

  test('by a position that is a field of the elements too is refused', () => {
    expect(() => indexKeys(stored({ a: [{ 0: 1 }] }), directed(['a.0']))).toThrow(expect.objectContaining({ code: 16746 }))
  })
})
