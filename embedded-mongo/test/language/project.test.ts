// Projections: what is left of a document.
import { EJSON } from 'bson'
import { describe, expect, test } from 'vitest'
import { compileProjection } from '../../src/language/project.ts'
import { stored } from './values.ts'

type Case = [spec: object, doc: object, expected: object, filter?: object]

const CASES: Case[] = [
  [{}, { _id: 1, a: 1 }, { _id: 1, a: 1 }],
  [{ a: 1 }, { _id: 1, b: 1, a: 2 }, { _id: 1, a: 2 }],
  [{ a: true, _id: 0 }, { _id: 1, b: 1, a: 2 }, { a: 2 }],
  [{ _id: 1 }, { _id: 1, a: 1 }, { _id: 1 }],
  [{ _id: 0 }, { _id: 1, a: 1 }, { a: 1 }],
  [{ a: 0 }, { _id: 1, a: 1, b: 2 }, { _id: 1, b: 2 }],
  [
    { a: 0, _id: 1 },
    { _id: 1, a: 1, b: 2 },
    { _id: 1, b: 2 },
  ],
  [{ 'a.b': 1 }, { a: { b: 1, c: 2 } }, { a: { b: 1 } }],
  [{ a: { b: 1 } }, { a: { b: 1, c: 2 } }, { a: { b: 1 } }],
  [{ 'a.b': 1 }, { a: [{ b: 1, c: 2 }, 5, {}] }, { a: [{ b: 1 }, {}] }],
  [{ 'a.b': 1 }, { a: [[{ b: 1, c: 2 }]] }, { a: [[{ b: 1 }]] }],
  [{ 'a.b': 1 }, { a: 5 }, {}],
  [{ 'a.b': 0 }, { a: [{ b: 1, c: 2 }, 5] }, { a: [{ c: 2 }, 5] }],
  [{ a: { $slice: 2 } }, { a: [1, 2, 3], b: 1 }, { a: [1, 2], b: 1 }],
  [{ a: { $slice: -1 } }, { a: [1, 2, 3] }, { a: [3] }],
  [{ a: { $slice: [1, 1] } }, { a: [1, 2, 3] }, { a: [2] }],
  [
    { b: 1, a: { $slice: 1 } },
    { a: [1, 2], b: 1, c: 1 },
    { a: [1], b: 1 },
  ],
  [{ a: { $elemMatch: { b: { $gt: 1 } } } }, { _id: 1, a: [{ b: 1 }, { b: 2 }, { b: 3 }], c: 1 }, { _id: 1, a: [{ b: 2 }] }],
  [{ a: { $elemMatch: { b: 9 } } }, { _id: 1, a: [{ b: 1 }] }, { _id: 1 }],
  [{ 'a.$': 1 }, { _id: 1, a: [1, 5, 6] }, { _id: 1, a: [5] }, { a: { $gt: 4 } }],
  [{ n: { $add: ['$a', 1] } }, { _id: 1, a: 1 }, { _id: 1, n: 2 }],
  [{ n: '$a.b', a: 1 }, { a: { b: 3 } }, { a: { b: 3 }, n: 3 }],
  [{ n: 'text' }, { a: 1 }, { n: 'text' }],
  [{ 'a.n': { $literal: 1 } }, { a: [{ b: 1 }] }, { a: [{ n: 1 }] }],
  [{ constructor: 1 }, { a: 1 }, {}],
]

describe('a projection', () => {
  test.each(CASES)('%j leaves of %j %j', (spec, doc, expected, filter) => {
    const project = compileProjection(stored(spec), filter ? { filter: stored(filter) } : {})
    expect(EJSON.stringify(project(stored(doc)))).toBe(EJSON.stringify(stored(expected)))
  })

  test.each([
    [{ a: 1, b: 0 }, 31254],
    [{ a: 0, b: 1 }, 31253],
    [{ a: 1, 'a.b': 1 }, 31249],
    [{ 'a.b': 1, a: 1 }, 31250],
    [{ a: {} }, 51270],
    [{ a: { $foo: 1 } }, 168],
    [{ a: { $meta: 'textScore' } }, 238],
  ])('%j is refused with code %i', (spec, code) => {
    expect(() => compileProjection(stored(spec))).toThrow(expect.objectContaining({ code }))
  })

  test('by a position that the filter did not find is refused', () => {
    const project = compileProjection(stored({ 'a.$': 1 }), { filter: stored({ b: 1 }) })
    expect(() => project(stored({ a: [1], b: 1 }))).toThrow(expect.objectContaining({ code: 51246 }))
  })
})
