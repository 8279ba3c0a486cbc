// The keywords of `$jsonSchema` on arrays.
import { encodeKey } from '../encode-key.ts'
import { queryError } from '../errors.ts'
import type { Test } from '../paths.ts'
import { isDocument, type Value } from '../types.ts'
import type { Keyword } from './json-schema.ts'
import { sizeOf } from './schema-scalars.ts'

const ofArrays =
  (test: (array: readonly Value[]) => boolean): Test =>
  value =>
    !Array.isArray(value) || test(value)

/** One schema for all elements, or one for each of the first. */
const items: Keyword = (operand, _, compile) => {
  if (Array.isArray(operand)) {
    const tests = operand.map(compile)
    return ofArrays(array => tests.every((test, at) => at >= array.length || test(array[at])))
  }
  if (!isDocument(operand)) throw queryError(14, "$jsonSchema keyword 'items' must be an array or an object")
  const test = compile(operand)
  return ofArrays(array => array.every(test))
}

/** Of the elements behind those that `items` lists. */
const additionalItems: Keyword = (operand, schema, compile) => {
  if (typeof operand !== 'boolean' && !isDocument(operand))
    throw queryError(14, "$jsonSchema keyword 'additionalItems' must be either an object or a boolean")
  const test = typeof operand === 'boolean' ? () => operand : compile(operand)
  const listed = Array.isArray(schema.items) ? schema.items.length : undefined
  return listed === undefined ? () => true : ofArrays(array => array.slice(listed).every(test))
}

const uniqueItems: Keyword = operand => {
  if (typeof operand !== 'boolean') throw queryError(14, "$jsonSchema keyword 'uniqueItems' must be a boolean")
  const keyOf = (value: Value) => encodeKey([value], [1]).bytes.toString('latin1')
  return ofArrays(array => !operand || new Set(array.map(keyOf)).size === array.length)
}

const size =
  (name: string, accept: (size: number, wanted: number) => boolean): Keyword =>
  operand => {
    const wanted = sizeOf(name, operand)
    return ofArrays(array => accept(array.length, wanted))
  }

export const ARRAY_KEYWORDS: Readonly<Record<string, Keyword>> = {
  items,
  additionalItems,
  uniqueItems,
  minItems: size('minItems', (found, wanted) => found >= wanted),
  maxItems: size('maxItems', (found, wanted) => found <= wanted),
}
