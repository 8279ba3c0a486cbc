// `$jsonSchema`: MongoDB's part of JSON Schema draft 4, with BSON's types. A keyword says nothing of values of other types than its own.
import { failedToParse, queryError, unsupported } from '../errors.ts'
import type { Test } from '../paths.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { ARRAY_KEYWORDS } from './schema-arrays.ts'
import { OBJECT_KEYWORDS } from './schema-objects.ts'
import { SCALAR_KEYWORDS } from './schema-scalars.ts'

/** Makes a test of the keyword's operand; `schema` has the keywords beside it. */
export type Keyword = (operand: Value, schema: Doc, compile: (schema: Value) => Test) => Test

const ALWAYS: Test = () => true

const several =
  (name: string, accept: (tests: readonly Test[], value: Value) => boolean): Keyword =>
  (operand, _, compile) => {
    if (!Array.isArray(operand))
      throw queryError(14, `$jsonSchema keyword '${name}' must be an array, but found an element of type ${typeName(operand)}`)
    if (operand.length === 0) throw queryError(2, `$jsonSchema keyword '${name}' must be a non-empty array`)
    const tests = operand.map(compile)
    return value => accept(tests, value)
  }

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  ...SCALAR_KEYWORDS,
  ...OBJECT_KEYWORDS,
  ...ARRAY_KEYWORDS,
  allOf: several('allOf', (tests, value) => tests.every(test => test(value))),
  anyOf: several('anyOf', (tests, value) => tests.some(test => test(value))),
  oneOf: several('oneOf', (tests, value) => tests.filter(test => test(value)).length === 1),
  not: (operand, _, compile) => {
    const test = compile(operand)
    return value => !test(value)
  },
  title: text,
  description: text,
}

function text(operand: Value): Test {
  if (typeof operand !== 'string') throw queryError(14, `$jsonSchema keyword 'title' or 'description' must be a string`)
  return ALWAYS
}

const NOT_IN_MONGODB = ['$ref', '$schema', 'default', 'definitions', 'format', 'id']
const REFUSED = ['encrypt', 'encryptMetadata']

export function compileSchema(schema: Value): Test {
  if (!isDocument(schema)) throw queryError(14, `$jsonSchema must be an object, but found an element of type ${typeName(schema)}`)
  const tests = schemaTests(schema)
  return value => tests.every(([, test]) => test(value))
}

/** The test of each keyword. */
export function schemaTests(schema: Doc): (readonly [name: string, test: Test])[] {
  return Object.entries(schema).map(([name, operand]) => [name, keywordOf(name)(operand, schema, compileSchema)] as const)
}

function keywordOf(name: string): Keyword {
  if (Object.hasOwn(KEYWORDS, name)) return KEYWORDS[name]!
  if (REFUSED.includes(name)) throw unsupported(`the $jsonSchema keyword '${name}'`)
  if (NOT_IN_MONGODB.includes(name)) throw failedToParse(`$jsonSchema keyword '${name}' is not currently supported`)
  throw failedToParse(`Unknown $jsonSchema keyword: ${name}`)
}
