// Expressions that bind variables: over elements of an array, or for a while.
import { queryError } from '../errors.ts'
import { plainNumber } from '../numbers.ts'
import { truth } from '../truth.ts'
import { isDocument, typeName, type Value } from '../types.ts'
import { type Env, isNullish, namedArguments, type Operator } from './operator.ts'

/** The same view with more variables. */
export function withVariables(env: Env, names: readonly string[]): { env: Env; slots: number[] } {
  const slots = names.map(() => env.allot())
  const variables = new Map(env.variables)
  for (const [i, name] of names.entries()) {
    if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
      throw queryError(16867, `'${name}' starts with an invalid character for a user variable name`)
    variables.set(name, slots[i]!)
  }
  return { env: { ...env, variables }, slots }
}

const bind: Operator = (operand, env) => {
  const parts = new Map(namedArguments('$let', operand, ['vars', 'in'], []))
  const vars = parts.get('vars')
  if (!isDocument(vars)) throw queryError(10065, "invalid parameter: expected an object ($let's vars)")
  const values = Object.values(vars).map(value => env.compile(value, env))
  const inner = withVariables(env, Object.keys(vars))
  const body = env.compile(parts.get('in'), inner.env)
  return scope => {
    for (const [i, value] of values.entries()) scope.slots[inner.slots[i]!] = value(scope)
    return body(scope)
  }
}

function nameOf(value: Value): string {
  if (value === undefined) return 'this'
  if (typeof value === 'string') return value
  throw queryError(16866, 'a variable name must be a string')
}

function listOf(name: string, value: Value, code: number): Value[] {
  if (Array.isArray(value)) return value
  throw queryError(code, `input to ${name} must be an array not ${typeName(value)}`)
}

const map: Operator = (operand, env) => {
  const parts = new Map(namedArguments('$map', operand, ['input', 'in'], ['as']))
  const input = env.compile(parts.get('input'), env)
  const inner = withVariables(env, [nameOf(parts.get('as'))])
  const body = env.compile(parts.get('in'), inner.env)
  const slot = inner.slots[0]!
  return scope => {
    const list = input(scope)
    if (isNullish(list)) return null
    return listOf('$map', list, 16883).map(element => {
      scope.slots[slot] = element
      return body(scope) ?? null
    })
  }
}

const filter: Operator = (operand, env) => {
  const parts = new Map(namedArguments('$filter', operand, ['input', 'cond'], ['as', 'limit']))
  const input = env.compile(parts.get('input'), env)
  const limit = parts.has('limit') ? env.compile(parts.get('limit'), env) : undefined
  const inner = withVariables(env, [nameOf(parts.get('as'))])
  const test = env.compile(parts.get('cond'), inner.env)
  const slot = inner.slots[0]!
  return scope => {
    const list = input(scope)
    if (isNullish(list)) return null
    const kept = listOf('$filter', list, 28651).filter(element => {
      scope.slots[slot] = element
      return truth(test(scope))
    })
    const most = limit?.(scope)
    return isNullish(most) ? kept : kept.slice(0, limitOf(most))
  }
}

function limitOf(value: Value): number {
  const most = plainNumber(value)
  if (most === undefined || !Number.isInteger(most))
    throw queryError(327391, '$filter: limit must be represented as a 32-bit integral value')
  if (most < 1) throw queryError(327392, `$filter: limit must be greater than 0, found ${most}`)
  return most
}

const reduce: Operator = (operand, env) => {
  const parts = new Map(namedArguments('$reduce', operand, ['input', 'initialValue', 'in'], []))
  const input = env.compile(parts.get('input'), env)
  const initial = env.compile(parts.get('initialValue'), env)
  const inner = withVariables(env, ['this', 'value'])
  const body = env.compile(parts.get('in'), inner.env)
  const [element, total] = inner.slots as [number, number]
  return scope => {
    const list = input(scope)
    if (isNullish(list)) return null
    let value = initial(scope)
    for (const current of listOf('$reduce', list, 40080)) {
      scope.slots[element] = current
      scope.slots[total] = value
      value = body(scope)
    }
    return value
  }
}

export const VARIABLES: Readonly<Record<string, Operator>> = { $let: bind, $map: map, $filter: filter, $reduce: reduce }
