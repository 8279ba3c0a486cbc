// Which rules of a `$jsonSchema` a value does not meet, in the words of MongoDB's errors.
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { compileSchema, schemaTests } from './json-schema.ts'

type Explain = (operand: Value, value: Value, schema: Doc) => Doc

const REASONS: Readonly<Record<string, string>> = {
  bsonType: 'type did not match',
  type: 'type did not match',
  minimum: 'comparison failed',
  maximum: 'comparison failed',
  minLength: 'specified string length was not satisfied',
  maxLength: 'specified string length was not satisfied',
  pattern: 'regular expression did not match',
  enum: 'value was not found in enum',
  multipleOf: 'considered value is not a multiple of the specified value',
  minItems: 'array did not match specified length',
  maxItems: 'array did not match specified length',
  uniqueItems: 'found a duplicate item',
  minProperties: 'specified number of properties was not satisfied',
  maxProperties: 'specified number of properties was not satisfied',
  not: 'child expression matched',
}

/** Keywords that are made of schemas themselves, or of names. */
const EXPLAINED: Readonly<Record<string, Explain>> = {
  properties: (operand, value) => ({ propertiesNotSatisfied: explainProperties(operand as Doc, value as Doc) }),
  required: (operand, value) => ({
    specifiedAs: { required: operand },
    missingProperties: (operand as string[]).filter(name => !Object.hasOwn(value as Doc, name)),
  }),
  additionalProperties: (operand, value, schema) => ({
    specifiedAs: { additionalProperties: operand },
    additionalProperties: Object.keys(value as Doc).filter(name => isRefused(schema, operand, value as Doc, name)),
  }),
  items: (operand, value) => explainItems(operand, value as Value[]),
  allOf: explainAlternatives,
  anyOf: explainAlternatives,
  oneOf: (operand, value) => {
    const matching = (operand as Doc[]).flatMap((schema, index) => (compileSchema(schema)(value) ? [index] : []))
    if (matching.length === 0) return explainAlternatives(operand, value)
    return { reason: 'more than one subschema matched', matchingSchemaIndexes: matching }
  },
}

/** For a value that does not match. */
export function explainSchema(schema: Doc, value: Value): Doc {
  return { ...textsOf(schema), schemaRulesNotSatisfied: rulesNotMet(schema, value) }
}

function rulesNotMet(schema: Doc, value: Value): Doc[] {
  return schemaTests(schema).flatMap(([name, test]) => (test(value) ? [] : [explainRule(name, schema, value)]))
}

function textsOf({ title, description }: Doc): Doc {
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }) }
}

function explainRule(name: string, schema: Doc, value: Value): Doc {
  const operand = schema[name]
  const explain = EXPLAINED[name]
  if (explain !== undefined) return { operatorName: name, ...explain(operand, value, schema) }
  const reason = REASONS[name] ?? 'value did not match'
  const isType = name === 'bsonType' || name === 'type'
  const considered = { consideredValue: value, ...(isType && { consideredType: typeName(value) }) }
  return { operatorName: name, specifiedAs: { [name]: operand }, reason, ...considered }
}

function explainProperties(properties: Doc, doc: Doc): Doc[] {
  return Object.entries(properties).flatMap(([propertyName, schema]: [string, Value]) => {
    if (!Object.hasOwn(doc, propertyName) || !isDocument(schema) || compileSchema(schema)(doc[propertyName])) return []
    return [{ propertyName, ...textsOf(schema), details: rulesNotMet(schema, doc[propertyName]) }]
  })
}

/** The test of all, asked of one field alone. */
function isRefused(schema: Doc, additionalProperties: Value, doc: Doc, name: string): boolean {
  const { properties = {}, patternProperties = {} } = schema
  const fields = Object.fromEntries(Object.keys(properties as Doc).map(known => [known, {}]))
  const patterns = Object.fromEntries(Object.keys(patternProperties as Doc).map(known => [known, {}]))
  return !compileSchema({ properties: fields, patternProperties: patterns, additionalProperties })({ [name]: doc[name] })
}

function explainItems(operand: Value, array: readonly Value[]): Doc {
  const schemaAt = (at: number): Value => (Array.isArray(operand) ? operand[at] : operand)
  const itemIndex = array.findIndex((item, at) => isDocument(schemaAt(at)) && !compileSchema(schemaAt(at))(item))
  const details = rulesNotMet(schemaAt(itemIndex) as Doc, array[itemIndex])
  return { reason: 'At least one item did not match the sub-schema', itemIndex, details }
}

function explainAlternatives(operand: Value, value: Value): Doc {
  const schemasNotSatisfied = (operand as Doc[]).flatMap((schema, index) =>
    compileSchema(schema)(value) ? [] : [{ index, details: rulesNotMet(schema, value) }],
  )
  return { schemasNotSatisfied }
}
