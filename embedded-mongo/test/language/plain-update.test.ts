// Random updates against a slow and plain second updater: the same document, or refused with the same code.
import { Int32 } from 'bson'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identical } from '../../src/language/identical.ts'
import { compileUpdate } from '../../src/language/update.ts'
import { bsonType, type Doc, TYPE, type Value } from '../../src/language/value.ts'
import { OPERATORS, plainUpdate, Refusal } from './plain-updater.ts'
import { smallDocument, smallValue } from './values.ts'

const path = fc.constantFrom('a', 'b', 'a.b', 'a.a', 'a.0', 'a.1', 'a.0.b', 'a.b.0', 'a.3', 'a.$[]', 'a.$[].b', 'a.$[].$[]', 'b.a.b')
const number = fc.constantFrom(1, -1, 2).map(value => new Int32(value))

const clauses = fc
  .record(
    {
      $each: fc.array(smallValue, { maxLength: 3 }),
      $position: fc.constantFrom(0, 1, -1).map(value => new Int32(value)),
      $slice: fc.constantFrom(0, 1, 2, -1, -2).map(value => new Int32(value)),
      $sort: fc.constantFrom(1, -1).map(value => new Int32(value)),
    },
    { requiredKeys: ['$each'], noNullPrototype: true },
  )
  .map(spec => spec as Doc)

/** What each operator takes; what it does not take is tried elsewhere. */
const OPERANDS: Record<string, fc.Arbitrary<Value>> = {
  $inc: number,
  $mul: number,
  $push: fc.oneof(smallValue, clauses),
  $pop: fc.constantFrom(1, -1).map(value => new Int32(value)),
  $pullAll: fc.array(smallValue, { maxLength: 3 }),
}

const step = fc.constantFrom(...Object.keys(OPERATORS)).chain(name => fc.tuple(fc.constant(name), path, OPERANDS[name] ?? smallValue))

type Outcome = { doc: Doc } | { code: unknown }

function attempt(apply: () => Doc): Outcome {
  try {
    return { doc: apply() }
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof Error && 'code' in error)) throw error
    return { code: (error as { code: unknown }).code }
  }
}

const hasDecimal = (value: Value): boolean => {
  if (Array.isArray(value)) return value.some(hasDecimal)
  if (typeof value !== 'object' || value === null) return false
  if (bsonType(value) === TYPE.decimal) return true
  return bsonType(value) === TYPE.object && Object.values(value).some(hasDecimal)
}

test('an update does what the plain one does, or is refused with the same code', () => {
  let done = 0
  let refused = 0
  fc.assert(
    fc.property(step, smallDocument, ([name, where, operand], doc) => {
      fc.pre((name !== '$inc' && name !== '$mul') || !hasDecimal(doc))
      const found = attempt(() => compileUpdate({ [name]: { [where]: operand } }, { now: new Date(0) }).apply(doc, {}))
      const expected = attempt(() => plainUpdate(doc, name, where, operand))
      if ('code' in expected || 'code' in found) {
        expect(found).toEqual(expected)
        refused++
        return
      }
      expect(identical(found.doc, expected.doc), JSON.stringify([found.doc, expected.doc])).toBe(true)
      done++
    }),
    { numRuns: 10_000 },
  )
  expect(done).toBeGreaterThan(2_000)
  expect(refused).toBeGreaterThan(500)
})
