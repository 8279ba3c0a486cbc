// The projections of arrays that only find has: `$slice`, `$elemMatch` and the positional `$`.
import { queryError } from '../errors.ts'
import { compileFilter, type FilterOptions } from '../match.ts'
import { plainNumber } from '../numbers.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import type { Leaf } from './tree.ts'

/** A number, or how many to skip and how many to take; anything else is the expression of that name. */
export function isFindSlice(operand: Value): boolean {
  if (!Array.isArray(operand)) return true
  return operand.length === 2 && operand.every(part => plainNumber(part) !== undefined)
}

export function sliceLeaf(operand: Value): Leaf {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map(part => Math.trunc(plainNumber(part) ?? Number.NaN))
  if (numbers.some(Number.isNaN)) throw queryError(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax')
  const [first, count] = numbers as [number, number?]
  if (count !== undefined && count <= 0) throw queryError(28724, 'First argument to $slice must be an array, or the limit positive')
  return { kind: 'change', change: value => (Array.isArray(value) ? slice(value, first, count) : value) }
}

function slice(array: readonly Value[], first: number, count: number | undefined): Value[] {
  if (count === undefined) return first >= 0 ? array.slice(0, first) : array.slice(first)
  const start = first < 0 ? Math.max(0, array.length + first) : first
  return array.slice(start, start + count)
}

/** The first element that matches, alone in its array; without one the field is left out. */
export function elemMatchLeaf(operand: Value, options: FilterOptions): Leaf {
  if (!isDocument(operand)) throw queryError(31274, '$elemMatch: Invalid argument, object required, but got another type')
  const filter = compileFilter({ a: { $elemMatch: operand } }, options)
  return {
    kind: 'change',
    change: value => {
      const index = Array.isArray(value) ? filter.positional({ a: value }) : undefined
      return index === undefined ? undefined : [(value as Value[])[index]]
    },
  }
}

export function positionalLeaf(filter: Doc | undefined, options: FilterOptions): Leaf {
  const compiled = compileFilter(filter ?? {}, options)
  return {
    kind: 'change',
    change: (value, root) => {
      if (!Array.isArray(value)) return value
      const index = compiled.positional(root)
      if (index === undefined || index >= value.length) {
        throw queryError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        )
      }
      return [value[index]]
    },
  }
}
