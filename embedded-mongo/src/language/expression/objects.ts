// Expressions on documents and their fields.
import { queryError } from '../errors.ts'
import { getField, setField } from '../fields.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { isNullish, namedArguments, type Operator, variadic } from './operator.ts'

function merge(args: readonly Value[]): Value {
  const merged: Doc = {}
  for (const value of args.length === 1 && Array.isArray(args[0]) ? args[0] : args) {
    if (isNullish(value)) continue
    if (!isDocument(value)) throw queryError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`)
    for (const name of Object.keys(value)) setField(merged, name, value[name])
  }
  return merged
}

function fieldName(name: string, value: Value): string {
  const literal = isDocument(value) && Object.hasOwn(value, '$literal') ? value.$literal : value
  if (typeof literal !== 'string') throw queryError(5654602, `${name} requires 'field' to be a constant string`)
  return literal
}

const get: Operator = (operand, env) => {
  const short = !isDocument(operand) || Object.hasOwn(operand, '$literal')
  const parts = new Map(short ? [['field', operand] as const] : namedArguments('$getField', operand, ['field'], ['input']))
  const name = fieldName('$getField', parts.get('field'))
  const input = parts.has('input') ? env.compile(parts.get('input'), env) : env.compile('$$CURRENT', env)
  return scope => {
    const doc = input(scope)
    if (isNullish(doc)) return doc
    return isDocument(doc) ? getField(doc, name) : undefined
  }
}

const set: Operator = (operand, env) => {
  const parts = new Map(namedArguments('$setField', operand, ['field', 'input', 'value'], []))
  const name = fieldName('$setField', parts.get('field'))
  const input = env.compile(parts.get('input'), env)
  const value = env.compile(parts.get('value'), env)
  return scope => withField(input(scope), name, value(scope))
}

const unset: Operator = (operand, env) => {
  const parts = new Map(namedArguments('$unsetField', operand, ['field', 'input'], []))
  const name = fieldName('$unsetField', parts.get('field'))
  const input = env.compile(parts.get('input'), env)
  return scope => withField(input(scope), name, undefined)
}

function withField(doc: Value, name: string, value: Value): Value {
  if (isNullish(doc)) return null
  if (!isDocument(doc)) throw queryError(4161105, `$setField requires 'input' to evaluate to type Object`)
  const copy = { ...doc }
  if (value === undefined) delete copy[name]
  else setField(copy, name, value)
  return copy
}

export const OBJECTS: Readonly<Record<string, Operator>> = {
  $mergeObjects: variadic(merge),
  $getField: get,
  $setField: set,
  $unsetField: unset,
}
