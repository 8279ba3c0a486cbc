// What filters say to the choice of an index.
import { Double } from 'bson'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareValues } from '../../src/language/compare.ts'
import { encodeKey, indexKeys, typeBracket } from '../../src/language/keys.ts'
import { type Bound, compileCollation, compileFilter, filterBounds, filterFields, implies } from '../../src/language/match.ts'
import type { Doc, Value } from '../../src/language/value.ts'
import { smallDocument, smallPath, smallValue, stored } from './values.ts'

describe('the bounds of a filter', () => {
  test.each([
    [{ a: 'x' }, { a: { eq: 'x', exact: true } }, true],
    [{ a: null }, { a: { eq: null, exact: false } }, false],
    [{ a: { $in: ['x', 'y'] } }, { a: { in: ['x', 'y'], exact: true } }, true],
    [{ a: { $in: ['x', /y/] } }, { a: { exact: false } }, false],
    [{ a: { $gt: 'a', $lte: 'c' } }, { a: { gt: 'a', lte: 'c', exact: true } }, true],
    [{ $and: [{ a: 'x' }, { b: 'y' }] }, { a: { eq: 'x', exact: true }, b: { eq: 'y', exact: true } }, true],
    [{ a: /^ab/ }, { a: { prefix: 'ab', exact: false } }, false],
    [{ a: /^ab*/ }, { a: { prefix: 'a', exact: false } }, false],
    [{ a: /^ab/i }, { a: { exact: false } }, false],
    [{ a: /^ab|c/ }, { a: { exact: false } }, false],
    [{ a: ['x'] }, { a: { exact: false } }, false],
    [{ a: { $exists: true } }, { a: { exists: true, exact: false } }, false],
    [{ a: { $ne: 'x' } }, { a: { exact: false } }, false],
    [{ a: { $gt: 'a', $lt: 5 } }, { a: { gt: 'a', exact: false } }, false],
    [{ 'a.0': null }, { 'a.0': { exact: false } }, false],
    [{ a: 'x', $expr: true }, { a: { eq: 'x', exact: true } }, false],
    [{ a: 'x', $or: [{ b: 1 }] }, { a: { eq: 'x', exact: true } }, false],
  ])('%o are %o', (filter, expected, exact) => {
    const found = filterBounds(stored(filter))
    expect(withoutTypes(Object.fromEntries(found.paths))).toEqual(expected)
    expect(found.exact).toBe(exact)
  })

  test('hold a key of every document that matches, and on an index without arrays no others if they are exact', () => {
    fc.assert(
      fc.property(smallPath, operators, smallDocument, (path, operand, doc) => {
        const filter = { [path]: operand }
        const keys = keysOf(doc, path)
        if (!keys) return
        const bound = filterBounds(filter).paths.get(path)!
        const inside = keys.keys.some(([value]) => holds(bound, value))
        const matches = compileFilter(filter).matches(doc)
        if (matches && !keys.multikey) expect(inside).toBe(true)
        if (matches && keys.multikey)
          for (const single of singles(bound)) expect(keys.keys.some(([value]) => holds(single, value))).toBe(true)
        if (inside && bound.exact && !keys.multikey) expect(matches).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })
})

const operators: fc.Arbitrary<Value> = fc.oneof(
  smallValue,
  fc.tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), smallValue).map(([name, value]) => ({ [name]: value })),
  fc.array(smallValue, { maxLength: 2 }).map(list => ({ $in: list })),
  fc.tuple(smallValue, smallValue).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.boolean().map(wanted => ({ $exists: wanted })),
)

function keysOf(doc: Doc, path: string): ReturnType<typeof indexKeys> | undefined {
  try {
    return indexKeys(doc, [[path, 1]])
  } catch {
    return undefined
  }
}

/** A multikey index may use one condition at a time. */
function singles(bound: Bound): Bound[] {
  const { exact, exists: _, ...conditions } = bound
  return Object.entries(conditions).map(([name, value]) => ({ [name]: value, exact }))
}

function holds(bound: Bound, value: Value): boolean {
  if (Object.hasOwn(bound, 'eq') && compareValues(value, bound.eq) !== 0) return false
  if (bound.in && !bound.in.some(one => compareValues(one, value) === 0)) return false
  for (const name of ['gt', 'gte', 'lt', 'lte'] as const) {
    const limit = bound[name]
    if (limit === undefined) continue
    const key = encodeKey([value], [1]).bytes
    const { low, high } = typeBracket(limit)
    if (Buffer.compare(key, low) < 0 || Buffer.compare(key, high) >= 0) return false
    const order = compareValues(value, limit)
    if (name === 'gt' ? order <= 0 : name === 'gte' ? order < 0 : name === 'lt' ? order >= 0 : order > 0) return false
  }
  return true
}

function withoutTypes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

describe('a filter', () => {
  test.each([
    [{ a: 5 }, { a: { $gt: 3 } }, true],
    [{ a: 3 }, { a: { $gt: 3 } }, false],
    [{ a: { $gt: 5 } }, { a: { $gt: 3 } }, true],
    [{ a: { $gte: 3 } }, { a: { $gt: 3 } }, false],
    [{ a: { $gt: 'x' } }, { a: { $gt: 3 } }, false],
    [{ a: { $in: [4, 5] } }, { a: { $gt: 3 } }, true],
    [{ a: { $in: [1, 5] } }, { a: { $gt: 3 } }, false],
    [{ a: 1 }, { a: { $exists: true } }, true],
    [{ a: null }, { a: { $exists: true } }, false],
    [{ a: { $in: [1, null] } }, { a: { $exists: true } }, false],
    [{ a: { $ne: 1 } }, { a: { $exists: true } }, false],
    [{ a: /^x/ }, { a: { $exists: true } }, true],
    [{ b: 1 }, { a: { $exists: true } }, false],
    [{ a: 1, b: 2 }, { a: 1 }, true],
    [{ $and: [{ b: 2 }, { a: 1 }] }, { $and: [{ a: 1 }, { b: 2 }] }, true],
    [{ $or: [{ a: 1 }, { a: 2 }] }, { a: { $gt: 0 } }, false],
    [{ $expr: { $eq: ['$a', 1] } }, { a: 1 }, false],
    [{ a: { $type: 'string' } }, { a: { $type: 'string' } }, true],
    [{ a: 'x' }, { a: { $type: 'string' } }, false],
    [{}, {}, true],
  ])('%o implies %o: %s', (filter, partial, expected) => {
    expect(implies(stored(filter), stored(partial))).toBe(expected)
  })

  test('that implies another matches no document that the other does not', () => {
    const one = fc.tuple(smallPath, operators).map(([path, operand]): Doc => ({ [path]: operand }))
    fc.assert(
      fc.property(one, one, smallDocument, (filter, partial, doc) => {
        if (implies(filter, partial) && compileFilter(filter).matches(doc)) expect(compileFilter(partial).matches(doc)).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })

  test('that implies another by a collation matches no document that the other does not by it', () => {
    const collation = compileCollation(stored({ locale: 'en', strength: 2 }))!
    const word = fc.constantFrom('a', 'A', 'b', 'B', 'Ba', 'ä', '', 5)
    const operator = fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte')
    const one = fc.oneof(
      fc.tuple(operator, word).map(([name, value]): Doc => ({ a: { [name]: value } })),
      fc.array(word, { maxLength: 2 }).map((list): Doc => ({ a: { $in: list } })),
    )
    let implied = 0
    fc.assert(
      fc.property(one, one, word, (filter, partial, a) => {
        if (!implies(stored(filter), stored(partial), collation)) return
        implied++
        const [inner, outer] = [filter, partial].map(each => compileFilter(stored(each), { collation }))
        if (inner!.matches(stored({ a }))) expect(outer!.matches(stored({ a }))).toBe(true)
      }),
      { numRuns: 5000 },
    )
    expect(implied).toBeGreaterThan(500)
    expect(implies({ a: 'A' }, { a: 'a' }, collation)).toBe(true)
    expect(implies({ a: 'A' }, { a: 'a' })).toBe(false)
    expect(implies({ a: { $gt: 'b' } }, { a: { $gt: 'B' } }, collation)).toBe(true)
    expect(implies({ a: { $gt: 'a' } }, { a: { $gt: 'B' } }, collation)).toBe(false)
  })

  test.each([
    [{ 'a.b': 1, c: { $in: [1] } }, ['a', 'c']],
    [{ $or: [{ a: 1 }, { $and: [{ b: 1 }] }], $comment: 'x' }, ['a', 'b']],
    [{ $expr: true }, undefined],
    [{}, []],
  ])('%o reads the fields %j', (filter, fields) => {
    const found = filterFields(stored(filter))
    expect(found && [...found].sort()).toEqual(fields)
  })
})

test('a range never holds NaN', () => {
  const bound = filterBounds(stored({ a: { $lt: 5 } })).paths.get('a')!
  expect(holds(bound, new Double(Number.NaN))).toBe(false)
})
