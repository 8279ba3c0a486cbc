// `$elemMatch`: one element that meets all conditions, as a document or as a value.
import { badValue } from '../errors.ts'
import { atSelf, type Probe } from '../paths.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import type { Compiler } from './operators.ts'
import type { FilterOptions } from './options.ts'

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$where', '$jsonSchema', '$comment'])

/** Gives the position of the first element that matches, or -1. */
export function elemMatchTest(operand: Value, options: FilterOptions, compiler: Compiler): (array: Value[]) => number {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object')
  const matches = isValueForm(operand) ? valueProbe(operand, options, compiler) : documentProbe(operand, options, compiler)
  return array => array.findIndex(element => matches(element))
}

function isValueForm(operand: Doc): boolean {
  const first = Object.keys(operand)[0]
  return first?.startsWith('$') === true && !LOGICAL.has(first)
}

/** Arrays within the array are not opened. */
function valueProbe(operand: Doc, options: FilterOptions, compiler: Compiler): Probe {
  return compiler.operators(operand, atSelf, options)
}

/** An array within the array is asked as a document whose fields are its positions. */
function documentProbe(operand: Doc, options: FilterOptions, compiler: Compiler): Probe {
  const probe = compiler.filter(operand, options)
  return element => {
    if (isDocument(element)) return probe(element)
    return Array.isArray(element) && probe({ ...element })
  }
}
