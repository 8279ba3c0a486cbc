// What is said of a document that does not match a filter: which clause, what of it was looked at, and why.
import { deserialize, serialize } from 'bson'
import { expect, test } from 'vitest'
import { explainMismatch } from '../../src/language/match/explain.ts'
import { compileFilter } from '../../src/language/match.ts'
import { stored } from './values.ts'

const schema = (rules: object) => ({ $jsonSchema: rules })
const broken = (...rules: object[]) => ({ operatorName: '$jsonSchema', schemaRulesNotSatisfied: rules })

const cases: [filter: object, doc: object, details: object][] = [
  [{ a: { $gt: 5 } }, { a: 3 }, { operatorName: '$gt', specifiedAs: { a: { $gt: 5 } }, reason: 'comparison failed', consideredValue: 3 }],
  [{ a: 5 }, { b: 3 }, { operatorName: '$eq', specifiedAs: { a: 5 }, reason: 'field was missing' }],
  [{ a: { $exists: true } }, {}, { operatorName: '$exists', specifiedAs: { a: { $exists: true } }, reason: 'path does not exist' }],
  [{ a: { $exists: false } }, { a: 1 }, { operatorName: '$exists', specifiedAs: { a: { $exists: false } }, reason: 'path does exist' }],
  [
    { a: { $type: 'string' } },
    { a: 1 },
    {
      operatorName: '$type',
      specifiedAs: { a: { $type: 'string' } },
      reason: 'type did not match',
      consideredValue: 1,
      consideredType: 'int',
    },
  ],
  [
    { 'a.b': { $in: [1, 2] } },
    { a: [{ b: 3 }, { b: 4 }, 5] },
    {
      operatorName: '$in',
      specifiedAs: { 'a.b': { $in: [1, 2] } },
      reason: 'no matching value found in array',
      consideredValues: [3, 4],
    },
  ],
  [
    { a: { $regex: '^x', $options: 'i' }, b: { $gte: 1, $lt: 9, $ne: 4 } },
    { a: 'y', b: 9 },
    {
      operatorName: '$and',
      clausesNotSatisfied: [
        {
          index: 0,
          details: {
            operatorName: '$regex',
            specifiedAs: { a: { $regex: '^x', $options: 'i' } },
            reason: 'regular expression did not match',
            consideredValue: 'y',
          },
        },
        {
          index: 2,
          details: { operatorName: '$lt', specifiedAs: { b: { $lt: 9 } }, reason: 'comparison failed', consideredValue: 9 },
        },
      ],
    },
  ],
  [
    { $or: [{ a: 1 }, { a: { $gt: 9 } }] },
    { a: 2 },
    {
      operatorName: '$or',
      clausesNotSatisfied: [
        { index: 0, details: { operatorName: '$eq', specifiedAs: { a: 1 }, reason: 'comparison failed', consideredValue: 2 } },
        { index: 1, details: { operatorName: '$gt', specifiedAs: { a: { $gt: 9 } }, reason: 'comparison failed', consideredValue: 2 } },
      ],
    },
  ],
  [
    { $nor: [{ a: 1 }, { a: 2 }] },
    { a: 2 },
    {
      operatorName: '$nor',
      clausesSatisfied: [{ index: 1, details: { operatorName: '$and', specifiedAs: { a: 2 }, reason: 'expression matched' } }],
    },
  ],
  [
    { $expr: { $lt: ['$a', '$b'] } },
    { a: 2, b: 1 },
    {
      operatorName: '$expr',
      specifiedAs: { $expr: { $lt: ['$a', '$b'] } },
      reason: 'expression did not match',
      expressionResult: false,
    },
  ],
  [
    schema({ required: ['a', 'b'], properties: { c: { bsonType: 'string', description: 'a name' }, d: { minimum: 1 } } }),
    { a: 1, c: 2, d: 3 },
    broken(
      { operatorName: 'required', specifiedAs: { required: ['a', 'b'] }, missingProperties: ['b'] },
      {
        operatorName: 'properties',
        propertiesNotSatisfied: [
          {
            propertyName: 'c',
            description: 'a name',
            details: [
              {
                operatorName: 'bsonType',
                specifiedAs: { bsonType: 'string' },
                reason: 'type did not match',
                consideredValue: 2,
                consideredType: 'int',
              },
            ],
          },
        ],
      },
    ),
  ],
  [
    schema({ properties: { a: {} }, patternProperties: { '^x': {} }, additionalProperties: false }),
    { a: 1, xa: 1, b: 2 },
    broken({ operatorName: 'additionalProperties', specifiedAs: { additionalProperties: false }, additionalProperties: ['b'] }),
  ],
  [
    schema({ properties: { a: { items: { enum: [1, 2] } } } }),
    { a: [1, 3] },
    broken({
      operatorName: 'properties',
      propertiesNotSatisfied: [
        {
          propertyName: 'a',
          details: [
            {
              operatorName: 'items',
              reason: 'At least one item did not match the sub-schema',
              itemIndex: 1,
              details: [{ operatorName: 'enum', specifiedAs: { enum: [1, 2] }, reason: 'value was not found in enum', consideredValue: 3 }],
            },
          ],
        },
      ],
    }),
  ],
  [
    { $jsonSchema: { title: 'People', oneOf: [{ required: ['a'] }, { required: ['b'] }] } },
    { a: 1, b: 2 },
    {
      operatorName: '$jsonSchema',
      title: 'People',
      schemaRulesNotSatisfied: [{ operatorName: 'oneOf', reason: 'more than one subschema matched', matchingSchemaIndexes: [0, 1] }],
    },
  ],
  [
    schema({ anyOf: [{ required: ['a'] }, { maxProperties: 0 }] }),
    { b: 2 },
    broken({
      operatorName: 'anyOf',
      schemasNotSatisfied: [
        { index: 0, details: [{ operatorName: 'required', specifiedAs: { required: ['a'] }, missingProperties: ['a'] }] },
        {
          index: 1,
          details: [
            {
              operatorName: 'maxProperties',
              specifiedAs: { maxProperties: 0 },
              reason: 'specified number of properties was not satisfied',
              consideredValue: { b: 2 },
            },
          ],
        },
      ],
    }),
  ],
]

test.each(cases)('%j does not hold for %j', (filter, doc, details) => {
  expect(compileFilter(stored(filter)).matches(stored(doc))).toBe(false)
  expect(deserialize(serialize(explainMismatch(stored(filter), stored(doc))))).toEqual(details)
})
