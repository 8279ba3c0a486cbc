// Operators taken from the library: it is given plain arguments that are already evaluated, and asked for nothing else.
import { Decimal128, Double, Long } from 'bson'
import { Context, evalExpr } from 'mingo/core'
import { $dateDiff, $dateFromString, $dateTrunc } from 'mingo/operators/expression/date'
import {
  $acos,
  $acosh,
  $asin,
  $asinh,
  $atan,
  $atanh,
  $cos,
  $cosh,
  $degreesToRadians,
  $radiansToDegrees,
  $sin,
  $sinh,
  $tan,
  $tanh,
} from 'mingo/operators/expression/trignometry'
import { queryError, unsupported } from '../errors.ts'
import { nearestNumber } from '../numbers.ts'
import { isNumber, typeName, type Value } from '../types.ts'
import { binary, isNullish, named, type Operator, unary } from './operator.ts'

const TRIGONOMETRY = {
  $acos,
  $acosh,
  $asin,
  $asinh,
  $atan,
  $atanh,
  $cos,
  $cosh,
  $degreesToRadians,
  $radiansToDegrees,
  $sin,
  $sinh,
  $tan,
  $tanh,
}
const DATES = { $dateDiff, $dateFromString, $dateTrunc }
const CONTEXT = Context.init({ expression: { ...TRIGONOMETRY, ...DATES } })

/** The arguments become fields of a document and the operator is asked about these fields, so that no argument is taken for an expression. */
function call(name: string, args: Readonly<Record<string, Value>>): unknown {
  const given = Object.entries(args).filter(([, value]) => value !== undefined)
  const plain = Object.fromEntries(given.map(([key, value]) => [key, plainOf(name, value)]))
  const paths = Object.fromEntries(given.map(([key]) => [key, `$${key}`]))
  try {
    return evalExpr(plain, { [name]: paths }, { context: CONTEXT } as never)
  } catch (error) {
    throw queryError(2, `${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function plainOf(name: string, value: Value): unknown {
  if (value instanceof Decimal128) throw unsupported(`a decimal in ${name}`)
  return isNumber(value) ? nearestNumber(value) : value
}

function real(name: string): Operator {
  return unary(name, value => {
    if (isNullish(value)) return null
    if (!isNumber(value)) throw queryError(28765, `${name} only supports numeric types, not ${typeName(value)}`)
    return new Double(Number(evalExpr({ value: plainOf(name, value) }, { [name]: '$value' }, { context: CONTEXT } as never)))
  })
}

const atan2 = binary('$atan2', (a, b) => {
  if (isNullish(a) || isNullish(b)) return null
  return new Double(Math.atan2(Number(plainOf('$atan2', a)), Number(plainOf('$atan2', b))))
})

const date = (
  name: keyof typeof DATES,
  required: readonly string[],
  optional: readonly string[],
  result: (value: unknown) => Value,
): Operator =>
  named(name, required, optional, args => {
    const missing = required.some(key => isNullish(args[key]))
    if (missing) return name === '$dateFromString' ? (args.onNull ?? null) : null
    return result(call(name, args))
  })

const asIs = (value: unknown): Value => value ?? null

export const LIBRARY: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.keys(TRIGONOMETRY).map(name => [name, real(name)])),
  $atan2: atan2,
  $dateDiff: date('$dateDiff', ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], value => Long.fromNumber(Number(value))),
  $dateTrunc: date('$dateTrunc', ['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], asIs),
  $dateFromString: date('$dateFromString', ['dateString'], ['format', 'timezone', 'onError', 'onNull'], value => {
    if (value === undefined) throw queryError(241, 'Error parsing date string in $dateFromString with no onError value')
    return value
  }),
}
