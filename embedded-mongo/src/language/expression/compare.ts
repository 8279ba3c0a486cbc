// Comparison and logic in expressions, where a missing field is less than null.

import { Int32 } from 'bson'
import { type Collation, compareValues } from '../compare.ts'
import { queryError } from '../errors.ts'
import { truth } from '../truth.ts'
import { isDocument, type Value } from '../types.ts'
import { binary, compileAll, isNullish, namedArguments, type Operator, unary } from './operator.ts'

export function compareInExpression(a: Value, b: Value, collation: Collation | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : compareMissing(a, b)
  return compareValues(a, b, collation)
}

/** Only MinKey is below what is missing. */
function compareMissing(a: Value, b: Value): number {
  if (a === undefined) return compareValues(null, b) || -1
  return compareValues(a, null) || 1
}

const comparison = (name: string, accept: (order: number) => boolean): Operator =>
  binary(name, (a, b, collation) => accept(compareInExpression(a, b, collation)))

const cond: Operator = (operand, env) => {
  const list = isDocument(operand) ? conditionParts(operand) : operand
  if (!Array.isArray(list) || list.length !== 3) throw queryError(16020, `Expression $cond takes exactly 3 arguments.`)
  const [test, yes, no] = compileAll(list, env)
  return scope => (truth(test!(scope)) ? yes!(scope) : no!(scope))
}

function conditionParts(operand: Value): Value[] {
  const parts = new Map(namedArguments('$cond', operand, ['if', 'then', 'else'], []))
  return ['if', 'then', 'else'].map(name => parts.get(name))
}

const ifNull: Operator = (operand, env) => {
  if (!Array.isArray(operand) || operand.length < 2) throw queryError(1257300, '$ifNull needs at least two arguments')
  const parts = compileAll(operand, env)
  return scope => {
    let value: Value
    for (const part of parts) {
      value = part(scope)
      if (!isNullish(value)) return value
    }
    return value
  }
}

const choose: Operator = (operand, env) => {
  const parts = new Map(namedArguments('$switch', operand, ['branches'], ['default']))
  const branches = parts.get('branches')
  if (!Array.isArray(branches) || branches.length === 0) throw queryError(40068, '$switch requires at least one branch.')
  const compiled = branches.map(branch => {
    const given = new Map(namedArguments('$switch', branch, ['case', 'then'], []))
    return { test: env.compile(given.get('case'), env), result: env.compile(given.get('then'), env) }
  })
  const otherwise = parts.has('default') ? env.compile(parts.get('default'), env) : undefined
  return scope => {
    for (const { test, result } of compiled) if (truth(test(scope))) return result(scope)
    if (otherwise) return otherwise(scope)
    throw queryError(40066, '$switch could not find a matching branch for an input, and no default was specified.')
  }
}

const and: Operator = (operand, env) => {
  const parts = compileAll(Array.isArray(operand) ? operand : [operand], env)
  return scope => parts.every(part => truth(part(scope)))
}

const or: Operator = (operand, env) => {
  const parts = compileAll(Array.isArray(operand) ? operand : [operand], env)
  return scope => parts.some(part => truth(part(scope)))
}

export const COMPARISONS: Readonly<Record<string, Operator>> = {
  $eq: comparison('$eq', order => order === 0),
  $ne: comparison('$ne', order => order !== 0),
  $gt: comparison('$gt', order => order > 0),
  $gte: comparison('$gte', order => order >= 0),
  $lt: comparison('$lt', order => order < 0),
  $lte: comparison('$lte', order => order <= 0),
  $cmp: binary('$cmp', (a, b, collation) => new Int32(Math.sign(compareInExpression(a, b, collation)))),
  $and: and,
  $or: or,
  $not: unary('$not', value => !truth(value)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: choose,
}
