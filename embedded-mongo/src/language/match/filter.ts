// A filter as a whole: its fields and the operators that join conditions.
import { BSONRegExp } from 'bson'
import { badValue, failedToParse, unsupported } from '../errors.ts'
import { compileExpression } from '../expression.ts'
import { nearestNumber, plainNumber } from '../numbers.ts'
import { type At, atPath, atValue, type Probe } from '../paths.ts'
import { truth } from '../truth.ts'
import { type Doc, isDocument, isNumber, type Value } from '../types.ts'
import { compileSchema } from './json-schema.ts'
import { type Compiler, compileOperator, isReference } from './operators.ts'
import type { FilterOptions } from './options.ts'
import { regexTest } from './regex.ts'
import { equalTest } from './tests.ts'

const COMPILER: Compiler = { filter: compileProbe, operators: compileOperators }

const ALWAYS: Probe = () => true

type TopOperator = (operand: Value, options: FilterOptions) => Probe

export const TOP_OPERATORS: Readonly<Record<string, TopOperator>> = {
  $and: (operand, options) => every(clauses('$and', operand, options)),
  $or: (operand, options) => some(clauses('$or', operand, options)),
  $nor: (operand, options) => {
    const probe = some(clauses('$nor', operand, options))
    return root => !probe(root)
  },
  $expr: (operand, options) => {
    const evaluate = compileExpression(operand, options)
    return root => truth(evaluate(root as Doc))
  },
  $comment: () => ALWAYS,
  $jsonSchema: operand => compileSchema(operand),
  $sampleRate: operand => {
    if (!isNumber(operand)) throw badValue('argument to $sampleRate must be a numeric type')
    const rate = nearestNumber(operand)
    if (!(rate >= 0 && rate <= 1)) throw badValue('numeric argument to $sampleRate must be in [0, 1]')
    return () => Math.random() < rate
  },
  $alwaysTrue: operand => constant('$alwaysTrue', operand, true),
  $alwaysFalse: operand => constant('$alwaysFalse', operand, false),
}

function constant(name: string, operand: Value, answer: boolean): Probe {
  if (plainNumber(operand) !== 1) throw failedToParse(`${name} must have a value of 1`)
  return () => answer
}

export const REFUSED_TOP_OPERATORS: readonly string[] = ['$where', '$text']

export function compileProbe(filter: Doc, options: FilterOptions): Probe {
  return every(
    Object.keys(filter)
      .map(name => compileEntry(name, filter[name], options))
      .filter(probe => probe !== ALWAYS),
  )
}

function compileEntry(name: string, operand: Value, options: FilterOptions): Probe {
  if (!name.startsWith('$') || ['$ref', '$id', '$db'].includes(name)) return compileField(atPath(name), operand, options)
  if (Object.hasOwn(TOP_OPERATORS, name)) return TOP_OPERATORS[name]!(operand, options)
  if (REFUSED_TOP_OPERATORS.includes(name)) throw unsupported(`the query operator ${name}`)
  throw badValue(
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  )
}

function compileField(at: At, operand: Value, options: FilterOptions): Probe {
  if (operand instanceof BSONRegExp) return at(regexTest(operand), false)
  if (isDocument(operand) && isOperators(operand)) return compileOperators(operand, at, options)
  return at(equalTest(operand, options.collation), false)
}

/** Operators asked of a value as if it stood in a field: if it is an array, of its elements too. */
export function compileValueProbe(operators: Doc, options: FilterOptions): Probe {
  return compileOperators(operators, atValue, options)
}

/** A document is a list of operators if its first name says so; references to documents are plain values. */
export function isOperators(operand: Doc): boolean {
  const first = Object.keys(operand)[0]
  return first?.startsWith('$') === true && !isReference(operand)
}

function compileOperators(operators: Doc, at: At, options: FilterOptions): Probe {
  const probes = Object.keys(operators).map(name =>
    compileOperator(name, { operand: operators[name], siblings: operators, at, options, compiler: COMPILER }),
  )
  return every(probes)
}

function clauses(name: string, operand: Value, options: FilterOptions): Probe[] {
  if (!Array.isArray(operand)) throw badValue(`${name} argument must be an array`)
  if (operand.length === 0) throw badValue(`${name} argument must be a non-empty array`)
  return operand.map(clause => {
    if (!isDocument(clause)) throw badValue(`${name} argument's entries must be objects`)
    return compileProbe(clause, options)
  })
}

/** The small numbers written out: they are nearly all filters, and a loop costs more than they do. */
function every(probes: readonly Probe[]): Probe {
  const [first, second] = probes
  if (!first) return ALWAYS
  if (!second) return first
  if (probes.length === 2) return (root, trace) => first(root, trace) && second(root, trace)
  return (root, trace) => {
    for (const probe of probes) if (!probe(root, trace)) return false
    return true
  }
}

function some(probes: readonly Probe[]): Probe {
  if (probes.length === 1) return probes[0]!
  return (root, trace) => {
    for (const probe of probes) if (probe(root, trace)) return true
    return false
  }
}
