// The query operators of a field, by name: each turns its operand into a test at a path.

import { BSONRegExp } from 'bson'
import { badValue, queryError, unsupported } from '../errors.ts'
import { plainNumber } from '../numbers.ts'
import type { At, Probe, Test, Trace } from '../paths.ts'
import { truth } from '../truth.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import { bitsTest } from './bits.ts'
import { elemMatchTest } from './elem-match.ts'
import { modTest } from './mod.ts'
import type { FilterOptions } from './options.ts'
import { regexOperand, regexTest } from './regex.ts'
import { equalTest, memberTest, type Order, orderTest } from './tests.ts'
import { typeTest } from './type.ts'

/** Compiles a whole filter or a field's operators; given to the operators that hold more of the language. */
export interface Compiler {
  filter(filter: Doc, options: FilterOptions): Probe
  operators(operators: Doc, at: At, options: FilterOptions): Probe
}

interface Use {
  operand: Value
  siblings: Doc
  at: At
  options: FilterOptions
  compiler: Compiler
}

type Operator = (use: Use) => Probe

const order =
  (operator: Order): Operator =>
  ({ operand, at, options }) => {
    if (operand instanceof BSONRegExp) throw badValue(`Can't have RegEx as arg to predicate over field`)
    return at(orderTest(operator, operand, options.collation), false)
  }

const bits =
  (operator: string): Operator =>
  ({ operand, at }) =>
    at(bitsTest(operator, operand), false)

const not =
  (probe: Probe): Probe =>
  root =>
    !probe(root)

const refused =
  (name: string): Operator =>
  () => {
    throw unsupported(`the query operator ${name}`)
  }

export const FIELD_OPERATORS: Readonly<Record<string, Operator>> = {
  $eq: ({ operand, at, options }) => at(equalTest(operand, options.collation), false),
  $ne: ({ operand, at, options }) => {
    if (operand instanceof BSONRegExp) throw badValue(`Can't have regex as arg to $ne.`)
    return not(at(equalTest(operand, options.collation), false))
  },
  $gt: order('$gt'),
  $gte: order('$gte'),
  $lt: order('$lt'),
  $lte: order('$lte'),
  $in: ({ operand, at, options }) => at(memberTest(members('$in', operand), options.collation), false),
  $nin: ({ operand, at, options }) => not(at(memberTest(members('$nin', operand), options.collation), false)),
  $not: ({ operand, at, options, compiler }) => not(negated(operand, at, options, compiler)),
  $exists: ({ operand, at }) => exists(truth(operand), at),
  $type: ({ operand, at }) => at(typeTest(operand), false),
  $mod: ({ operand, at }) => at(modTest(operand), false),
  $regex: ({ operand, siblings, at }) => at(regexTest(regexOperand(operand, siblings.$options)), false),
  $options: ({ siblings }) => {
    if (!Object.hasOwn(siblings, '$regex')) throw badValue('$options needs a $regex')
    return () => true
  },
  $size: ({ operand, at }) => at(sizeTest(operand), true),
  $all: ({ operand, at, options, compiler }) => all(operand, at, options, compiler),
  $elemMatch: ({ operand, at, options, compiler }) => elemMatch(elemMatchTest(operand, options, compiler), at),
  $bitsAllSet: bits('$bitsAllSet'),
  $bitsAllClear: bits('$bitsAllClear'),
  $bitsAnySet: bits('$bitsAnySet'),
  $bitsAnyClear: bits('$bitsAnyClear'),
}

export const REFUSED_FIELD_OPERATORS: readonly string[] = [
  '$geoWithin',
  '$geoIntersects',
  '$near',
  '$nearSphere',
  '$within',
  '$geoNear',
  '$maxDistance',
  '$minDistance',
  '$uniqueDocs',
]

export function compileOperator(name: string, use: Use): Probe {
  const operator = Object.hasOwn(FIELD_OPERATORS, name) ? FIELD_OPERATORS[name] : undefined
  if (operator) return operator(use)
  if (REFUSED_FIELD_OPERATORS.includes(name)) return refused(name)(use)
  throw badValue(`unknown operator: ${name}`)
}

function members(name: string, operand: Value): readonly Value[] {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`)
  for (const value of operand) {
    if (isDocument(value) && Object.keys(value)[0]?.startsWith('$') && !isReference(value)) throw badValue(`cannot nest $ under ${name}`)
  }
  return operand
}

export function isReference(value: Doc): boolean {
  return ['$ref', '$id', '$db'].includes(Object.keys(value)[0] ?? '')
}

function negated(operand: Value, at: At, options: FilterOptions, compiler: Compiler): Probe {
  if (operand instanceof BSONRegExp) return at(regexTest(operand), false)
  if (!isDocument(operand)) throw badValue('$not needs a regex or a document')
  if (Object.keys(operand).length === 0) throw badValue('$not cannot be empty')
  return compiler.operators(operand, at, options)
}

function exists(wanted: boolean, at: At): Probe {
  const probe = at(value => value !== undefined, false)
  return wanted ? probe : not(probe)
}

function sizeTest(operand: Value): Test {
  const size = plainNumber(operand)
  if (size === undefined) throw badValue('Failed to parse $size. Expected a number')
  if (!Number.isInteger(size)) throw badValue('Failed to parse $size. Expected an integer')
  if (size < 0) throw badValue('Failed to parse $size. Expected a non-negative number')
  return value => Array.isArray(value) && value.length === size
}

function elemMatch(test: (array: Value[]) => number, at: At): Probe {
  const probe = at(value => Array.isArray(value) && test(value) >= 0, true)
  return (root, trace) => (trace ? tracedElemMatch(test, at, root, trace) : probe(root))
}

/** The position of the element, unless an array further out was already gone through. */
function tracedElemMatch(test: (array: Value[]) => number, at: At, root: Value, trace: Trace): boolean {
  let index = -1
  const outer: Trace = {}
  const find = (value: Value) => {
    index = Array.isArray(value) ? test(value) : -1
    return index >= 0
  }
  if (!at(find, true)(root, outer)) return false
  trace.index = outer.index ?? index
  return true
}

function all(operand: Value, at: At, options: FilterOptions, compiler: Compiler): Probe {
  if (!Array.isArray(operand)) throw badValue('$all needs an array')
  if (operand.length === 0) return () => false
  const probes = operand.map(value => allMember(value, at, options, compiler))
  return (root, trace) => probes.every(probe => probe(root, trace))
}

function allMember(value: Value, at: At, options: FilterOptions, compiler: Compiler): Probe {
  if (value instanceof BSONRegExp) return at(regexTest(value), false)
  if (isDocument(value) && Object.hasOwn(value, '$elemMatch'))
    return compileOperator('$elemMatch', use(value.$elemMatch, at, options, compiler))
  if (isDocument(value) && Object.keys(value)[0]?.startsWith('$') && !isReference(value)) throw queryError(2, 'no $ expressions in $all')
  return at(equalTest(value, options.collation), false)
}

function use(operand: Value, at: At, options: FilterOptions, compiler: Compiler): Use {
  return { operand, siblings: {}, at, options, compiler }
}
