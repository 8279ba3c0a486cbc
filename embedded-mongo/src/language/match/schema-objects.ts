// The keywords of `$jsonSchema` on documents.
import { failedToParse, queryError } from '../errors.ts'
import { getField } from '../fields.ts'
import type { Test } from '../paths.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import type { Keyword } from './json-schema.ts'
import { compileRegex } from './regex.ts'
import { sizeOf } from './schema-scalars.ts'

const ofDocuments =
  (test: (doc: Doc) => boolean): Test =>
  value =>
    !isDocument(value) || test(value)

function document(name: string, operand: Value): Doc {
  if (isDocument(operand)) return operand
  throw queryError(14, `$jsonSchema keyword '${name}' must be an object, but found an element of type ${typeName(operand)}`)
}

function names(keyword: string, operand: Value): readonly string[] {
  if (!Array.isArray(operand)) throw queryError(14, `$jsonSchema keyword '${keyword}' must be an array, but found ${typeName(operand)}`)
  if (operand.length === 0) throw failedToParse(`$jsonSchema keyword '${keyword}' cannot be an empty array`)
  if (!operand.every(name => typeof name === 'string')) throw queryError(14, `$jsonSchema keyword '${keyword}' must be an array of strings`)
  if (new Set(operand).size < operand.length) throw failedToParse(`$jsonSchema keyword '${keyword}' array cannot contain duplicate values`)
  return operand as string[]
}

const properties: Keyword = (operand, _, compile) => {
  const tests = Object.entries(document('properties', operand)).map(([name, schema]) => [name, compile(schema)] as const)
  return ofDocuments(doc => tests.every(([name, test]) => !Object.hasOwn(doc, name) || test(getField(doc, name))))
}

const patternProperties: Keyword = (operand, _, compile) => {
  const tests = Object.entries(document('patternProperties', operand)).map(
    ([name, schema]) => [compileRegex(name, ''), compile(schema)] as const,
  )
  return ofDocuments(doc => Object.keys(doc).every(name => tests.every(([regex, test]) => !regex.test(name) || test(doc[name]))))
}

/** Of the fields that neither `properties` nor `patternProperties` speak of. */
const additionalProperties: Keyword = (operand, schema, compile) => {
  if (typeof operand !== 'boolean' && !isDocument(operand))
    throw queryError(14, "$jsonSchema keyword 'additionalProperties' must be either an object or a boolean")
  const test = typeof operand === 'boolean' ? () => operand : compile(operand)
  const known = isDocument(schema.properties) ? schema.properties : {}
  const patterns = Object.keys(isDocument(schema.patternProperties) ? schema.patternProperties : {}).map(name => compileRegex(name, ''))
  const isKnown = (name: string) => Object.hasOwn(known, name) || patterns.some(regex => regex.test(name))
  return ofDocuments(doc => Object.keys(doc).every(name => isKnown(name) || test(doc[name])))
}

const required: Keyword = operand => {
  const wanted = names('required', operand)
  return ofDocuments(doc => wanted.every(name => Object.hasOwn(doc, name)))
}

const dependencies: Keyword = (operand, _, compile) => {
  const tests = Object.entries(document('dependencies', operand)).map(([name, dependency]) => {
    if (isDocument(dependency)) return [name, compile(dependency)] as const
    const wanted = names('dependencies', dependency)
    return [name, ofDocuments(doc => wanted.every(other => Object.hasOwn(doc, other)))] as const
  })
  return ofDocuments(doc => tests.every(([name, test]) => !Object.hasOwn(doc, name) || test(doc)))
}

const count =
  (name: string, accept: (count: number, wanted: number) => boolean): Keyword =>
  operand => {
    const wanted = sizeOf(name, operand)
    return ofDocuments(doc => accept(Object.keys(doc).length, wanted))
  }

export const OBJECT_KEYWORDS: Readonly<Record<string, Keyword>> = {
  properties,
  patternProperties,
  additionalProperties,
  required,
  dependencies,
  minProperties: count('minProperties', (found, wanted) => found >= wanted),
  maxProperties: count('maxProperties', (found, wanted) => found <= wanted),
}
