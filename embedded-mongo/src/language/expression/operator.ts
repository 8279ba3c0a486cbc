// What an expression operator is: a name's way to turn its operand into a closure.

import type { Collation } from '../collation.ts'
import { queryError } from '../errors.ts'
import type { Value } from '../types.ts'

/** What an expression is evaluated against; one for each compiled expression, since evaluation never waits. */
export interface Scope {
  root: Value
  slots: Value[]
}

export type Evaluate = (scope: Scope) => Value

export interface Env {
  compile(expression: Value, env: Env): Evaluate
  /** The slot of each variable that can be seen from here. */
  variables: ReadonlyMap<string, number>
  /** Gives a new slot. */
  allot(): number
  collation: Collation | undefined
}

export type Operator = (operand: Value, env: Env) => Evaluate

export function argumentsOf(name: string, operand: Value, least: number, most = least): readonly Value[] {
  const list = Array.isArray(operand) ? operand : [operand]
  if (list.length >= least && list.length <= most) return list
  if (least === most) throw queryError(16020, `Expression ${name} takes exactly ${least} arguments. ${list.length} were passed in.`)
  throw queryError(28667, `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${list.length} were passed in.`)
}

export function compileAll(expressions: readonly Value[], env: Env): Evaluate[] {
  return expressions.map(expression => env.compile(expression, env))
}

export function unary(name: string, apply: (value: Value, collation: Collation | undefined) => Value): Operator {
  return (operand, env) => {
    const [first] = compileAll(argumentsOf(name, operand, 1), env)
    return scope => apply(first!(scope), env.collation)
  }
}

export function binary(name: string, apply: (a: Value, b: Value, collation: Collation | undefined) => Value): Operator {
  return (operand, env) => {
    const [first, second] = compileAll(argumentsOf(name, operand, 2), env)
    return scope => apply(first!(scope), second!(scope), env.collation)
  }
}

export function ranged(
  name: string,
  least: number,
  most: number,
  apply: (args: Value[], collation: Collation | undefined) => Value,
): Operator {
  return (operand, env) => {
    const parts = compileAll(argumentsOf(name, operand, least, most), env)
    return scope =>
      apply(
        parts.map(part => part(scope)),
        env.collation,
      )
  }
}

export function variadic(apply: (args: Value[], collation: Collation | undefined) => Value): Operator {
  return (operand, env) => {
    const parts = compileAll(Array.isArray(operand) ? operand : [operand], env)
    return scope =>
      apply(
        parts.map(part => part(scope)),
        env.collation,
      )
  }
}

/** For operands that are documents of named arguments. */
export function named(
  name: string,
  required: readonly string[],
  optional: readonly string[],
  apply: (args: Readonly<Record<string, Value>>, collation: Collation | undefined) => Value,
): Operator {
  return (operand, env) => {
    const parts = namedArguments(name, operand, required, optional).map(([key, value]) => [key, env.compile(value, env)] as const)
    return scope => apply(Object.fromEntries(parts.map(([key, part]) => [key, part(scope)])), env.collation)
  }
}

export function namedArguments(name: string, operand: Value, required: readonly string[], optional: readonly string[]): [string, Value][] {
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) {
    throw queryError(28646, `${name} only supports an object as its argument`)
  }
  const entries = Object.entries(operand)
  for (const [key] of entries) {
    if (!required.includes(key) && !optional.includes(key)) throw queryError(28647, `Unrecognized parameter to ${name}: ${key}`)
  }
  for (const key of required) if (!Object.hasOwn(operand, key)) throw queryError(28648, `Missing '${key}' parameter to ${name}`)
  return entries
}

export function isNullish(value: Value): value is null | undefined {
  return value === null || value === undefined
}
