// `$jsonSchema`, and the filters that look at nothing.
import { Decimal128, Double, Long } from 'bson'
import { describe, expect, test } from 'vitest'
import { compileFilter } from '../../src/language/match.ts'
import { stored } from './values.ts'

const matches = (filter: object, doc: object) => compileFilter(stored(filter)).matches(stored(doc))

const of = (schema: object) => ({ properties: { a: schema } })

type Case = [schema: object, fits: object[], fails: object[]]

const CASES: Record<string, Case[]> = {
  types: [
    [{ bsonType: 'object' }, [{}], []],
    [of({ bsonType: 'string' }), [{ a: 'x' }, {}], [{ a: 1 }, { a: ['x'] }]],
    [of({ bsonType: ['int', 'null'] }), [{ a: 1 }, { a: null }], [{ a: new Double(1) }]],
    [of({ bsonType: 'number' }), [{ a: Long.ONE }, { a: Decimal128.fromString('1') }], [{ a: 'x' }]],
    [of({ type: 'boolean' }), [{ a: true }], [{ a: 1 }]],
    [of({ type: ['array', 'object'] }), [{ a: [] }, { a: {} }], [{ a: 1 }]],
    [of({ enum: [1, 'x', null, { b: 1 }] }), [{ a: new Double(1) }, { a: null }, { a: { b: 1 } }, {}], [{ a: 2 }, { a: { b: 2 } }]],
  ],
  numbers: [
    [of({ minimum: 1, maximum: 3 }), [{ a: 1 }, { a: 3 }, { a: 'x' }], [{ a: 0 }, { a: new Double(3.5) }]],
    [of({ minimum: 1, exclusiveMinimum: true }), [{ a: 2 }], [{ a: 1 }]],
    [of({ maximum: 1, exclusiveMaximum: true }), [{ a: 0 }], [{ a: 1 }]],
    [of({ multipleOf: 5 }), [{ a: 10 }, { a: 'x' }], [{ a: 7 }, { a: new Double(7.5) }]],
    [of({ multipleOf: Decimal128.fromString('0.1') }), [{ a: Decimal128.fromString('0.3') }], [{ a: Decimal128.fromString('0.35') }]],
  ],
  texts: [
    [of({ minLength: 2, maxLength: 3 }), [{ a: 'ab' }, { a: 1 }, { a: '😀😀😀' }], [{ a: 'a' }, { a: 'abcd' }]],
    [of({ pattern: '^a' }), [{ a: 'ab' }, { a: 1 }], [{ a: 'ba' }]],
  ],
  documents: [
    [{ required: ['a', 'b'] }, [{ a: 1, b: null }], [{ a: 1 }]],
    [{ properties: { a: of({ type: 'number' }) } }, [{ a: { a: 1 } }, { a: 5 }], [{ a: { a: 'x' } }]],
    [{ properties: { a: {} }, patternProperties: { '^x': {} }, additionalProperties: false }, [{ a: 1, x1: 2 }], [{ b: 1 }]],
    [{ additionalProperties: { type: 'number' } }, [{ b: 1 }], [{ b: 'x' }]],
    [{ patternProperties: { '^n': { type: 'number' } } }, [{ n1: 1, b: 'x' }], [{ n1: 'x' }]],
    [{ minProperties: 1, maxProperties: 2 }, [{ a: 1 }], [{}, { a: 1, b: 2, c: 3 }]],
    [{ dependencies: { a: ['b'], c: { required: ['d'] } } }, [{ b: 1 }, { a: 1, b: 2 }, { c: 1, d: 1 }], [{ a: 1 }, { c: 1 }]],
  ],
  arrays: [
    [of({ items: { type: 'number' } }), [{ a: [1, 2] }, { a: [] }, { a: 'x' }], [{ a: [1, 'x'] }]],
    [of({ items: [{ type: 'number' }], additionalItems: false }), [{ a: [1] }, { a: [] }], [{ a: ['x'] }, { a: [1, 2] }]],
    [of({ items: [{}], additionalItems: { type: 'string' } }), [{ a: [1, 'x'] }], [{ a: [1, 2] }]],
    [of({ minItems: 1, maxItems: 2 }), [{ a: [1] }], [{ a: [] }, { a: [1, 2, 3] }]],
    [of({ uniqueItems: true }), [{ a: [1, 2] }], [{ a: [1, new Double(1)] }]],
  ],
  'several at once': [
    [of({ allOf: [{ minimum: 1 }, { maximum: 3 }] }), [{ a: 2 }], [{ a: 4 }]],
    [of({ anyOf: [{ maximum: 1 }, { minimum: 3 }] }), [{ a: 1 }, { a: 3 }], [{ a: 2 }]],
    [of({ oneOf: [{ minimum: 1 }, { minimum: 3 }] }), [{ a: 2 }], [{ a: 4 }, { a: 0 }]],
    [of({ not: { type: 'string' } }), [{ a: 1 }, {}], [{ a: 'x' }]],
    [{ title: 'x', description: 'y' }, [{}], []],
  ],
}

describe.each(Object.entries(CASES))('a schema of %s', (_, cases) => {
  test.each(cases)('%j', (schema, fits, fails) => {
    for (const doc of fits) expect(matches({ $jsonSchema: schema }, doc), JSON.stringify(doc)).toBe(true)
    for (const doc of fails) expect(matches({ $jsonSchema: schema }, doc), JSON.stringify(doc)).toBe(false)
  })
})

test.each([
  [{ colour: 1 }, 9],
  [{ $ref: 'x' }, 9],
  [{ encrypt: {} }, 238],
  [of({ type: 'integer' }), 2],
  [of({ type: 'number', bsonType: 'int' }), 9],
  [of({ bsonType: 'nothing' }), 2],
  [of({ minimum: 'x' }), 14],
  [of({ exclusiveMinimum: true }), 9],
  [of({ multipleOf: 0 }), 9],
  [of({ minLength: -1 }), 9],
  [{ required: [] }, 9],
  [{ required: ['a', 'a'] }, 9],
  [{ properties: 5 }, 14],
  [of({ items: 5 }), 14],
  [{ allOf: [] }, 2],
])('the schema %j is refused with code %i', (schema, code) => {
  expect(() => matches({ $jsonSchema: schema }, {})).toThrow(expect.objectContaining({ code }))
})

test('filters that look at nothing', () => {
  expect([{ $alwaysTrue: 1 }, { $alwaysFalse: 1 }, { $sampleRate: 1 }, { $sampleRate: 0 }].map(filter => matches(filter, {}))).toEqual([
    true,
    false,
    true,
    false,
  ])
  const half = compileFilter(stored({ $sampleRate: 0.5 }))
  const taken = Array.from({ length: 10_000 }, () => half.matches({})).filter(Boolean).length
  expect(taken).toBeGreaterThan(4_500)
  expect(taken).toBeLessThan(5_500)
})
