// The update operators on arrays.
import { BSONRegExp } from 'bson'
import { equalValues } from '../compare.ts'
import { badValue, failedToParse, queryError } from '../errors.ts'
import { identical } from '../identical.ts'
import { compileProbe, compileValueProbe, isOperators } from '../match/filter.ts'
import { plainNumber } from '../numbers.ts'
import type { Test } from '../paths.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import type { MakeModifier, UpdateOptions } from './modifier.ts'
import { compileElementSort } from './push-sort.ts'
import { show } from './show.ts'

const push: MakeModifier = (operand, path, options) => {
  const clauses = isDocument(operand) && Object.hasOwn(operand, '$each') ? operand : { $each: [operand] }
  for (const name of Object.keys(clauses)) {
    if (!['$each', '$position', '$slice', '$sort'].includes(name)) throw badValue(`Unrecognized clause in $push: ${name}`)
  }
  const added = eachOf(clauses.$each, '$push')
  const position = clauses.$position === undefined ? undefined : integer(clauses.$position, '$position')
  const slice = clauses.$slice === undefined ? undefined : integer(clauses.$slice, '$slice')
  const compare = clauses.$sort === undefined ? undefined : compileElementSort(clauses.$sort, options.collation)
  return {
    mode: 'create',
    modify: current => {
      const array = arrayOf(current, path)
      if (added.length === 0 && slice === undefined && !compare && current !== undefined) return current
      const grown = inserted(array, added, position)
      if (compare) grown.sort(compare)
      const result = sliced(grown, slice)
      return identical(result, current) ? current : result
    },
  }
}

function eachOf(value: Value, name: string): readonly Value[] {
  if (!Array.isArray(value)) throw badValue(`The argument to $each in ${name} must be an array but it was of type: ${typeName(value)}`)
  return value
}

function integer(value: Value, name: string): number {
  const plain = plainNumber(value)
  if (plain === undefined || !Number.isInteger(plain)) {
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
  }
  return plain
}

function arrayOf(current: Value, path: string): readonly Value[] {
  if (current === undefined) return []
  if (!Array.isArray(current)) throw badValue(`The field '${path}' must be an array but is of type ${typeName(current)}`)
  return current
}

function inserted(array: readonly Value[], added: readonly Value[], position: number | undefined): Value[] {
  const at = position === undefined ? array.length : position < 0 ? Math.max(0, array.length + position) : position
  return [...array.slice(0, at), ...added, ...array.slice(at)]
}

function sliced(array: Value[], slice: number | undefined): Value[] {
  if (slice === undefined) return array
  if (slice === 0) return []
  return slice > 0 ? array.slice(0, slice) : array.slice(slice)
}

const addToSet: MakeModifier = (operand, path, { collation }) => {
  const each = isDocument(operand) && Object.keys(operand)[0] === '$each'
  if (each && Object.keys(operand).length > 1) throw badValue('Found unexpected fields after $each in $addToSet')
  const added = each ? eachOf(operand.$each, '$addToSet') : [operand]
  return {
    mode: 'create',
    modify: current => {
      if (current !== undefined && !Array.isArray(current)) {
        throw badValue(`Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeName(current)}`)
      }
      const known: Value[] = [...(current ?? [])]
      for (const value of added) if (!known.some(other => equalValues(other, value, collation))) known.push(value)
      return current !== undefined && known.length === current.length ? current : known
    },
  }
}

const pop: MakeModifier = (operand, path) => {
  const end = plainNumber(operand)
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${show(operand)}`)
  return {
    mode: 'existing',
    modify: current => {
      if (!Array.isArray(current)) throw queryError(14, `Path '${path}' contains an element of non-array type '${typeName(current)}'`)
      if (current.length === 0) return current
      return end === 1 ? current.slice(0, -1) : current.slice(1)
    },
  }
}

const pull: MakeModifier = (operand, _path, options) => removeWhere('$pull', pullTest(operand, options))

/** A document of fields is a filter on elements that are documents; operators are asked of each element. */
function pullTest(operand: Value, options: UpdateOptions): Test {
  if (operand instanceof BSONRegExp) return compileValueProbe({ $regex: operand }, options)
  if (!isDocument(operand)) return value => equalValues(value, operand, options.collation)
  if (isOperators(operand) && !hasLogical(operand)) return compileValueProbe(operand, options)
  const probe = compileProbe(operand, options)
  return value => isDocument(value) && probe(value)
}

function hasLogical(operand: Doc): boolean {
  return ['$and', '$or', '$nor', '$expr'].includes(Object.keys(operand)[0] ?? '')
}

const pullAll: MakeModifier = (operand, _path, { collation }) => {
  if (!Array.isArray(operand)) throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`)
  return removeWhere('$pullAll', value => operand.some(other => equalValues(value, other, collation)))
}

function removeWhere(name: string, test: Test): ReturnType<MakeModifier> {
  return {
    mode: 'existing',
    modify: current => {
      if (!Array.isArray(current)) throw badValue(`Cannot apply ${name} to a non-array value`)
      const kept = current.filter(value => !test(value))
      return kept.length === current.length ? current : kept
    },
  }
}

export const ARRAY_MODIFIERS: Readonly<Record<string, MakeModifier>> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
}
