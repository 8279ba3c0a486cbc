// Sorting documents.
import { describe, expect, test } from 'vitest'
import { compileCollation } from '../../src/language/match.ts'
import { compileSort, sortDocuments } from '../../src/language/sort.ts'
import { stored } from './values.ts'

async function sorted(spec: object, values: object[]): Promise<unknown[]> {
  const docs = values.map((value, i) => stored({ ...value, i }))
  const bySort = [...docs].sort(compileSort(stored(spec)))
  expect(await sortDocuments(docs, stored(spec))).toEqual(bySort)
  return bySort.map(doc => Number(String(doc.i)))
}

describe('documents are sorted', () => {
  test.each([
    ['by a field', { a: 1 }, [{ a: 2 }, { a: 1 }], [1, 0]],
    ['by several, each in its direction', { a: 1, b: -1 }, [{ a: 1, b: 1 }, { a: 1, b: 2 }, { a: 0 }], [2, 1, 0]],
    ['with what is missing as null, below numbers', { a: 1 }, [{ a: 1 }, {}, { a: null }], [1, 2, 0]],
    ['with an empty array below null', { a: 1 }, [{ a: null }, { a: [] }], [1, 0]],
    ['upwards by the least element of an array', { a: 1 }, [{ a: [5, 3] }, { a: 4 }, { a: [9, 1] }], [2, 0, 1]],
    ['downwards by the greatest element', { a: -1 }, [{ a: [5, 3] }, { a: 4 }, { a: [9, 1] }], [2, 0, 1]],
    ['by a path through an array', { 'a.b': 1 }, [{ a: [{ b: 2 }, { b: 9 }] }, { a: { b: 3 } }, { a: [{ b: 1 }] }], [2, 0, 1]],
    ['by a position', { 'a.1': 1 }, [{ a: [0, 2] }, { a: [9, 1] }], [1, 0]],
    ['by type before value', { a: 1 }, [{ a: 'x' }, { a: 5 }, { a: true }], [1, 0, 2]],
  ])('%s', async (_, spec, values, expected) => {
    expect(await sorted(spec, values)).toEqual(expected)
  })
})

test.each([
  [{ a: 2 }, 2],
  [{ a: 'x' }, 9],
  [{ $a: 1 }, 16410],
  [{ 'a.': 1 }, 40352],
  [{ a: { $meta: 'textScore' } }, 238],
])('a sort by %j is refused with code %i', (spec, code) => {
  expect(() => compileSort(stored(spec))).toThrow(expect.objectContaining({ code }))
})

test('a long list is sorted in steps that are short, in the order that one go would give', async () => {
  const docs = Array.from({ length: 20_000 }, (_, i) => ({ a: `word ${(i * 7919) % 997}`, i }))
  let comparisons = 0
  let most = 0
  const collation = {
    ...compileCollation(stored({ locale: 'en' }))!,
    compare(a: string, b: string) {
      comparisons++
      return a < b ? -1 : a > b ? 1 : 0
    },
  }
  const pause = () => {
    most = Math.max(most, comparisons)
    comparisons = 0
    return undefined
  }
  const sorted = await sortDocuments(docs, { a: 1 }, { collation, pause })
  expect(Math.max(most, comparisons)).toBeLessThan(12_000)
  expect(sorted).toEqual([...docs].sort((a, b) => (a.a < b.a ? -1 : a.a > b.a ? 1 : a.i - b.i)))
})
