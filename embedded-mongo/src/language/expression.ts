// Aggregation expressions, compiled once into closures: paths, variables, literals and operators by name.
import { Double } from 'bson'
import type { Collation } from './collation.ts'
import { queryError, unsupported } from './errors.ts'
import { ARITHMETIC } from './expression/arithmetic.ts'
import { ARRAYS } from './expression/arrays.ts'
import { BITS } from './expression/bits.ts'
import { COMPARISONS } from './expression/compare.ts'
import { CONVERSIONS } from './expression/convert.ts'
import { DATE_STEPS } from './expression/date-steps.ts'
import { DATES } from './expression/dates.ts'
import { HASHES } from './expression/hashes.ts'
import { LIBRARY } from './expression/library.ts'
import { OBJECTS } from './expression/objects.ts'
import type { Env, Evaluate, Operator, Scope } from './expression/operator.ts'
import { PERCENTILES } from './expression/percentiles.ts'
import { SETS } from './expression/sets.ts'
import { STRINGS } from './expression/strings.ts'
import { SUMMARIES } from './expression/summaries.ts'
import { VARIABLES } from './expression/variables.ts'
import { fieldReader, setField } from './fields.ts'
import type { Meter } from './memory.ts'
import { type Doc, isDocument, type Value } from './types.ts'

const LITERALS: Readonly<Record<string, Operator>> = {
  $literal: operand => () => operand,
  $const: operand => () => operand,
  $rand: () => () => new Double(Math.random()),
}

const EXPRESSIONS: Readonly<Record<string, Operator>> = {
  ...LITERALS,
  ...COMPARISONS,
  ...ARITHMETIC,
  ...ARRAYS,
  ...SETS,
  ...OBJECTS,
  ...STRINGS,
  ...CONVERSIONS,
  ...DATES,
  ...DATE_STEPS,
  ...SUMMARIES,
  ...PERCENTILES,
  ...BITS,
  ...HASHES,
  ...VARIABLES,
  ...LIBRARY,
}

export const EXPRESSION_NAMES: readonly string[] = Object.keys(EXPRESSIONS)

export const REFUSED_EXPRESSIONS: readonly string[] = ['$function', '$accumulator', '$meta']

export interface ExpressionOptions {
  /** Variables of a command: expressions that read no document. */
  let?: Doc
  now?: Date
  collation?: Collation
  /** Where accumulators count what they hold, if it is counted. */
  holder?: { meter?: Meter }
}

const ROOT = 0
const NOW = 1
const CURRENT = 2
const FIRST_FREE_SLOT = 3

/** Made once for all expressions of a stage or filter, so that they share the command's variables. */
export function compileExpression(expression: Value, options: ExpressionOptions = {}): (doc: Value) => Value {
  const { evaluate, scope } = prepare(expression, options, ROOT)
  return doc => {
    scope.root = doc
    scope.slots[ROOT] = doc
    return evaluate(scope)
  }
}

/** For expressions on a part of a document: paths begin at `current`. */
export function compilePartExpression(expression: Value, options: ExpressionOptions): (current: Value, root: Value) => Value {
  const { evaluate, scope } = prepare(expression, options, CURRENT)
  return (current, root) => {
    scope.root = root
    scope.slots[ROOT] = root
    scope.slots[CURRENT] = current
    return evaluate(scope)
  }
}

function prepare(expression: Value, options: ExpressionOptions, current: number): { evaluate: Evaluate; scope: Scope } {
  let slots = FIRST_FREE_SLOT
  const variables = new Map([
    ['ROOT', ROOT],
    ['CURRENT', current],
    ['NOW', NOW],
  ])
  const env: Env = { compile, variables, allot: () => slots++, collation: options.collation }
  const values: Value[] = [undefined, options.now ?? new Date(), undefined]
  for (const [name, value] of Object.entries(options.let ?? {})) {
    const constant = compile(value, env)({ root: {}, slots: values })
    variables.set(name, slots)
    values[slots++] = constant
  }
  return { evaluate: compile(expression, env), scope: { root: undefined, slots: values } }
}

function compile(expression: Value, env: Env): Evaluate {
  if (typeof expression === 'string') return expression.startsWith('$') ? compilePath(expression, env) : () => expression
  if (Array.isArray(expression)) return compileArray(expression, env)
  return isDocument(expression) ? compileDocument(expression, env) : () => expression
}

function compileArray(expressions: readonly Value[], env: Env): Evaluate {
  const parts = expressions.map(part => compile(part, env))
  return scope => parts.map(part => part(scope) ?? null)
}

function compileDocument(expression: Doc, env: Env): Evaluate {
  const names = Object.keys(expression)
  if (names[0]?.startsWith('$')) return compileOperator(names, expression, env)
  const parts = names.map(name => [checkName(name), compile(expression[name], env)] as const)
  return scope => {
    const doc: Doc = {}
    for (const [name, part] of parts) {
      const value = part(scope)
      if (value !== undefined) setField(doc, name, value)
    }
    return doc
  }
}

function checkName(name: string): string {
  if (name.startsWith('$')) throw queryError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`)
  if (name.includes('.')) throw queryError(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`)
  return name
}

function compileOperator(names: readonly string[], expression: Doc, env: Env): Evaluate {
  const name = names[0]!
  if (names.length > 1) throw queryError(15983, `An object representing an expression must have exactly one field: { ${names.join(', ')} }`)
  const operator = Object.hasOwn(EXPRESSIONS, name) ? EXPRESSIONS[name] : undefined
  if (operator) return operator(expression[name], env)
  if (REFUSED_EXPRESSIONS.includes(name)) throw unsupported(`the expression ${name}`)
  throw queryError(168, `Unrecognized expression '${name}'`)
}

function compilePath(path: string, env: Env): Evaluate {
  const fromVariable = path.startsWith('$$')
  const parts = path.slice(fromVariable ? 2 : 1).split('.')
  if (parts.includes('')) throw queryError(path === '$' ? 16872 : 15998, `'${path}' by itself is not a valid FieldPath`)
  const start = fromVariable ? compileVariable(parts.shift()!, env) : compileVariable('CURRENT', env)
  const steps = parts.map(part => fieldReader(part))
  if (steps.length === 0) return start
  const [first] = steps
  if (steps.length === 1) return scope => step(start(scope), first!)
  return scope => follow(start(scope), steps, 0)
}

function compileVariable(name: string, env: Env): Evaluate {
  if (name === 'REMOVE') return () => undefined
  const slot = env.variables.get(name)
  if (slot !== undefined) return scope => scope.slots[slot]
  if (/^[A-Z]/.test(name)) throw unsupported(`the variable $$${name}`)
  throw queryError(17276, `Use of undefined variable: ${name}`)
}

function step(value: Value, read: (doc: Doc) => Value): Value {
  return isDocument(value) ? read(value) : follow(value, [read], 0)
}

/** An array gives an array of what its documents have; arrays directly within it give nothing. */
function follow(value: Value, steps: readonly ((doc: Doc) => Value)[], at: number): Value {
  if (at === steps.length) return value
  if (isDocument(value)) return follow(steps[at]!(value), steps, at + 1)
  if (!Array.isArray(value)) return undefined
  return value
    .filter(isDocument)
    .map(element => follow(element, steps, at))
    .filter(found => found !== undefined)
}
