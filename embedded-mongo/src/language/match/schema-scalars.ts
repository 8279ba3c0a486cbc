// The keywords of `$jsonSchema` on types, numbers and texts, and on values as a whole.

import { compareValues } from '../compare.ts'
import { badValue, failedToParse, queryError } from '../errors.ts'
import { type Exact, exactOf, nearestNumber, plainNumber } from '../numbers.ts'
import type { Test } from '../paths.ts'
import { bsonType, isNumber, TYPE, typeName, type Value } from '../types.ts'
import type { Keyword } from './json-schema.ts'
import { compileRegex } from './regex.ts'
import { typeTest } from './type.ts'

const JSON_TYPES: Readonly<Record<string, string>> = {
  object: 'object',
  array: 'array',
  number: 'number',
  boolean: 'bool',
  string: 'string',
  null: 'null',
}

/** JSON's names of types; `integer` is not among MongoDB's. */
const jsonType: Keyword = (operand, schema) => {
  if (schema.bsonType !== undefined) throw failedToParse("Cannot specify both $jsonSchema keywords 'type' and 'bsonType'")
  const names = namesOf('type', operand)
  if (names.includes('integer')) throw badValue("$jsonSchema type 'integer' is not currently supported.")
  for (const name of names) if (!Object.hasOwn(JSON_TYPES, name)) throw badValue(`Unknown type name alias: ${name}`)
  return typeTest(names.map(name => JSON_TYPES[name]))
}

function namesOf(keyword: string, operand: Value): string[] {
  const names: Value[] = Array.isArray(operand) ? operand : [operand]
  if (names.length === 0) throw failedToParse(`$jsonSchema keyword '${keyword}' must name at least one type`)
  if (new Set(names).size < names.length) throw failedToParse(`$jsonSchema keyword '${keyword}' has duplicate values`)
  if (!names.every(name => typeof name === 'string'))
    throw queryError(14, `$jsonSchema keyword '${keyword}' must be either a string or an array of strings`)
  return names as string[]
}

function enumeration(operand: Value): Test {
  if (!Array.isArray(operand)) throw queryError(14, `$jsonSchema keyword 'enum' must be an array, but found ${typeName(operand)}`)
  if (operand.length === 0) throw failedToParse("$jsonSchema keyword 'enum' cannot be an empty array")
  return value => operand.some(each => compareValues(each, value) === 0)
}

/** A limit of numbers, which a keyword beside it may exclude. */
const limit =
  (name: string, exclusive: string, accept: (order: number) => boolean): Keyword =>
  (operand, schema) => {
    if (!isNumber(operand)) throw queryError(14, `$jsonSchema keyword '${name}' must be a number`)
    const excluded = schema[exclusive] === true
    return value => {
      if (!isNumber(value)) return true
      const order = compareValues(value, operand)
      return accept(order) || (order === 0 && !excluded)
    }
  }

const exclusion =
  (name: string, limited: string): Keyword =>
  (operand, schema) => {
    if (typeof operand !== 'boolean') throw queryError(14, `$jsonSchema keyword '${name}' must be a boolean`)
    if (schema[limited] === undefined) throw failedToParse(`$jsonSchema keyword '${limited}' must be a present if ${name} is present`)
    return () => true
  }

function multipleOf(operand: Value): Test {
  if (!isNumber(operand)) throw queryError(14, "$jsonSchema keyword 'multipleOf' must be a number")
  const divisor = exactOf(operand)
  if (typeof divisor === 'number' || divisor.coefficient <= 0n)
    throw failedToParse("$jsonSchema keyword 'multipleOf' must have a positive value")
  return value => {
    if (!isNumber(value)) return true
    const exact = exactOf(value)
    return typeof exact !== 'number' && isMultiple(exact, divisor)
  }
}

function isMultiple(value: Exact, divisor: Exact): boolean {
  const least = Math.min(value.exponent, divisor.exponent)
  const scaled = ({ coefficient, exponent }: Exact) => coefficient * 10n ** BigInt(exponent - least)
  return scaled(value) % scaled(divisor) === 0n
}

/** A count that may not be negative; also for the keywords on documents and arrays. */
export function sizeOf(name: string, operand: Value): number {
  if (!isNumber(operand)) throw queryError(14, `$jsonSchema keyword '${name}' must be a number`)
  const size = plainNumber(operand) ?? nearestNumber(operand)
  if (!Number.isInteger(size) || size < 0) throw failedToParse(`$jsonSchema keyword '${name}' must be a whole number that is not negative`)
  return size
}

const length =
  (name: string, accept: (length: number, wanted: number) => boolean): Keyword =>
  operand => {
    const wanted = sizeOf(name, operand)
    return value => typeof value !== 'string' || accept([...value].length, wanted)
  }

function pattern(operand: Value): Test {
  if (typeof operand !== 'string') throw queryError(14, "$jsonSchema keyword 'pattern' must be a string")
  const regex = compileRegex(operand, '')
  return value => bsonType(value) !== TYPE.string || regex.test(String(value))
}

export const SCALAR_KEYWORDS: Readonly<Record<string, Keyword>> = {
  type: jsonType,
  bsonType: operand => typeTest(namesOf('bsonType', operand)),
  enum: enumeration,
  maximum: limit('maximum', 'exclusiveMaximum', order => order < 0),
  minimum: limit('minimum', 'exclusiveMinimum', order => order > 0),
  exclusiveMaximum: exclusion('exclusiveMaximum', 'maximum'),
  exclusiveMinimum: exclusion('exclusiveMinimum', 'minimum'),
  multipleOf,
  minLength: length('minLength', (found, wanted) => found >= wanted),
  maxLength: length('maxLength', (found, wanted) => found <= wanted),
  pattern,
}
