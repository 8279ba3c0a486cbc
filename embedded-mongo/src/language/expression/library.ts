// Trigonometry, and the operators on dates that are taken from the library: it is given plain arguments that are already evaluated.
import { createRequire } from 'node:module'
import { Decimal128, Double, Long } from 'bson'
import { DECIMAL_FUNCTIONS } from '../decimal/functions.ts'
import { decimalAngle } from '../decimal/of-two.ts'
import { queryError } from '../errors.ts'
import { nearestNumber } from '../numbers.ts'
import { isNumber, typeName, type Value } from '../types.ts'
import { binary, isNullish, named, type Operator, unary } from './operator.ts'

const DEGREES = 180 / Math.PI
const TRIGONOMETRY: Readonly<Record<string, (value: number) => number>> = {
  $acos: Math.acos,
  $acosh: Math.acosh,
  $asin: Math.asin,
  $asinh: Math.asinh,
  $atan: Math.atan,
  $atanh: Math.atanh,
  $cos: Math.cos,
  $cosh: Math.cosh,
  $degreesToRadians: degrees => degrees / DEGREES,
  $radiansToDegrees: radians => radians * DEGREES,
  $sin: Math.sin,
  $sinh: Math.sinh,
  $tan: Math.tan,
  $tanh: Math.tanh,
}

type Dates = '$dateDiff' | '$dateFromString' | '$dateTrunc'
type Library = { evalExpr: typeof import('mingo/core').evalExpr; context: unknown }
let library: Library | undefined

/** Read at first use: few ever ask for what only the library can do, and everybody waits for a start. */
function libraryRead(): Library {
  const read = createRequire(import.meta.url)
  const { Context, evalExpr } = read('mingo/core') as typeof import('mingo/core')
  const { $dateDiff, $dateFromString, $dateTrunc } = read(
    'mingo/operators/expression/date',
  ) as typeof import('mingo/operators/expression/date')
  return { evalExpr, context: Context.init({ expression: { $dateDiff, $dateFromString, $dateTrunc } }) }
}

/** The arguments become fields of a document and the operator is asked about these fields, so that no argument is taken for an expression. */
function call(name: string, args: Readonly<Record<string, Value>>): unknown {
  const given = Object.entries(args).filter(([, value]) => value !== undefined)
  const plain = Object.fromEntries(given.map(([key, value]) => [key, plainOf(value)]))
  const paths = Object.fromEntries(given.map(([key]) => [key, `$${key}`]))
  library ??= libraryRead()
  try {
    return library.evalExpr(plain, { [name]: paths }, { context: library.context } as never)
  } catch (error) {
    throw queryError(2, `${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function plainOf(value: Value): unknown {
  return isNumber(value) ? nearestNumber(value) : value
}

/** Where a function is defined; what lies elsewhere is an error. */
const DOMAINS: Readonly<Record<string, { says: string; holds: (value: number) => boolean }>> = {
  ...fromEach(['$acos', '$asin', '$atanh'], { says: '[-1,1]', holds: value => value >= -1 && value <= 1 }),
  ...fromEach(['$cos', '$sin', '$tan'], { says: '(-inf,inf)', holds: Number.isFinite }),
  $acosh: { says: '[1,inf]', holds: value => value >= 1 },
}

function fromEach<T>(names: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(names.map(name => [name, value]))
}

function real(name: string, compute: (value: number) => number): Operator {
  const domain = DOMAINS[name]
  return unary(name, value => {
    if (isNullish(value)) return null
    if (!isNumber(value)) throw queryError(28765, `${name} only supports numeric types, not ${typeName(value)}`)
    const plain = nearestNumber(value)
    if (domain !== undefined && !Number.isNaN(plain) && !domain.holds(plain) && !isFiniteDecimal(name, value))
      throw queryError(50989, `cannot apply ${name} to ${String(value)}, value must be in ${domain.says}`)
    return value instanceof Decimal128 ? DECIMAL_FUNCTIONS[name]!(value) : new Double(compute(plain))
  })
}

/** A decimal may be larger than any double, and has an angle's sine all the same. */
const isFiniteDecimal = (name: string, value: Value): boolean =>
  ['$cos', '$sin', '$tan'].includes(name) && value instanceof Decimal128 && !String(value).includes('Inf')

const atan2 = binary('$atan2', (a, b) => {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumber(a)) throw queryError(51044, `$atan2 only supports numeric types, not ${typeName(a)}`)
  if (!isNumber(b)) throw queryError(51045, `$atan2 only supports numeric types, not ${typeName(b)}`)
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimalAngle(a, b)
  return new Double(Math.atan2(nearestNumber(a), nearestNumber(b)))
})

const date = (name: Dates, required: readonly string[], optional: readonly string[], result: (value: unknown) => Value): Operator =>
  named(name, required, optional, args => {
    const missing = required.some(key => isNullish(args[key]))
    if (missing) return name === '$dateFromString' ? (args.onNull ?? null) : null
    return result(call(name, args))
  })

const asIs = (value: unknown): Value => value ?? null

export const LIBRARY: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.entries(TRIGONOMETRY).map(([name, compute]) => [name, real(name, compute)])),
  $atan2: atan2,
  $dateDiff: date('$dateDiff', ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], value => Long.fromNumber(Number(value))),
  $dateTrunc: date('$dateTrunc', ['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], asIs),
  $dateFromString: date('$dateFromString', ['dateString'], ['format', 'timezone', 'onError', 'onNull'], value => {
    if (value === undefined) throw queryError(241, 'Error parsing date string in $dateFromString with no onError value')
    return value
  }),
}
