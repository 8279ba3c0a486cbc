// Expressions on arrays.
import { Int32 } from 'bson'
import { equalValues } from '../compare.ts'
import { badValue, queryError } from '../errors.ts'
import { setField } from '../fields.ts'
import { plainNumber } from '../numbers.ts'
import { truth } from '../truth.ts'
import { type Doc, isDocument, isNumber, typeName, type Value } from '../types.ts'
import { compileElementSort } from '../update/push-sort.ts'
import { compareInExpression } from './compare.ts'
import { binary, isNullish, named, type Operator, ranged, unary, variadic } from './operator.ts'

function arrayOf(name: string, value: Value, code = 28724): Value[] {
  if (Array.isArray(value)) return value
  throw queryError(code, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`)
}

function integerOf(name: string, value: Value): number {
  const plain = plainNumber(value)
  if (plain !== undefined && Number.isInteger(plain)) return plain
  throw queryError(28690, `${name} needs a whole number, but was given: ${typeName(value)}`)
}

function elementAt(array: Value, index: Value): Value {
  if (isNullish(array) || isNullish(index)) return null
  return arrayOf('$arrayElemAt', array, 28689).at(integerOf('$arrayElemAt', index))
}

function slice([array, first, second]: readonly Value[]): Value {
  if (isNullish(array) || isNullish(first) || second === null) return null
  const list = arrayOf('$slice', array)
  const start = integerOf('$slice', first)
  if (second === undefined) return start >= 0 ? list.slice(0, start) : list.slice(start)
  const count = integerOf('$slice', second)
  if (count <= 0) throw queryError(28729, 'Third argument to $slice must be positive')
  const from = start < 0 ? Math.max(0, list.length + start) : start
  return list.slice(from, from + count)
}

function range([from, to, by]: readonly Value[]): Value {
  const start = integerOf('$range', from)
  const end = integerOf('$range', to)
  const step = by === undefined ? 1 : integerOf('$range', by)
  if (step === 0) throw queryError(34449, '$range requires a non-zero step value')
  const list: Value[] = []
  for (let i = start; step > 0 ? i < end : i > end; i += step) list.push(new Int32(i))
  return list
}

function concat(args: readonly Value[]): Value {
  if (args.some(isNullish)) return null
  return args.flatMap(value => arrayOf('$concatArrays', value, 28664))
}

function indexOf([array, wanted, from, to]: readonly Value[]): Value {
  if (isNullish(array)) return null
  const list = arrayOf('$indexOfArray', array, 40090)
  const end = to === undefined ? list.length : Math.min(list.length, integerOf('$indexOfArray', to))
  for (let i = from === undefined ? 0 : integerOf('$indexOfArray', from); i < end; i++)
    if (equalValues(list[i], wanted)) return new Int32(i)
  return new Int32(-1)
}

function fromEntries(value: Value): Value {
  if (isNullish(value)) return null
  const doc: Doc = {}
  for (const entry of arrayOf('$arrayToObject', value, 40386)) {
    const [name, content] = Array.isArray(entry) ? entry : isDocument(entry) ? [entry.k, entry.v] : []
    if (typeof name !== 'string')
      throw queryError(40394, '$arrayToObject requires an array of key-value pairs, where the key must be of type string')
    setField(doc, name, content)
  }
  return doc
}

function toEntries(value: Value): Value {
  if (isNullish(value)) return null
  if (!isDocument(value)) throw queryError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`)
  return Object.entries(value).map(([k, v]) => ({ k, v }))
}

function zip({ inputs, useLongestLength, defaults }: Readonly<Record<string, Value>>): Value {
  const lists = arrayOf('$zip', inputs, 34461)
  if (lists.some(isNullish)) return null
  const arrays = lists.map(list => arrayOf('$zip', list, 34468))
  const lengths = arrays.map(array => array.length)
  const length = truth(useLongestLength) ? Math.max(0, ...lengths) : Math.min(...lengths)
  const fill = Array.isArray(defaults) ? defaults : []
  return Array.from({ length }, (_, i) => arrays.map((array, j) => (i < array.length ? array[i] : (fill[j] ?? null))))
}

const ends = (name: string, take: (list: Value[], count: number) => Value[]): Operator =>
  named(name, ['n', 'input'], [], ({ n, input }) => {
    const count = integerOf(name, n)
    if (count < 1) throw badValue(`'n' must be greater than 0, found ${count} for ${name}`)
    return take(arrayOf(name, input, 5788200), count)
  })

const extremes = (name: string, direction: 1 | -1): Operator =>
  ends(name, (list, count) =>
    list
      .filter(value => !isNullish(value))
      .sort((a, b) => compareInExpression(a, b, undefined) * direction)
      .slice(0, count),
  )

export const ARRAYS: Readonly<Record<string, Operator>> = {
  $size: unary('$size', value => new Int32(arrayOf('$size', value, 17124).length)),
  $isArray: unary('$isArray', value => Array.isArray(value)),
  $arrayElemAt: binary('$arrayElemAt', elementAt),
  $first: unary('$first', value => (isNullish(value) ? null : arrayOf('$first', value, 28689)[0])),
  $last: unary('$last', value => (isNullish(value) ? null : arrayOf('$last', value, 28689).at(-1))),
  $firstN: ends('$firstN', (list, count) => list.slice(0, count)),
  $lastN: ends('$lastN', (list, count) => list.slice(-count)),
  $minN: extremes('$minN', 1),
  $maxN: extremes('$maxN', -1),
  $slice: ranged('$slice', 2, 3, slice),
  $concatArrays: variadic(concat),
  $in: binary('$in', (value, array, collation) => arrayOf('$in', array, 40081).some(other => equalValues(value, other, collation))),
  $indexOfArray: ranged('$indexOfArray', 2, 4, indexOf),
  $range: ranged('$range', 2, 3, range),
  $reverseArray: unary('$reverseArray', value => (isNullish(value) ? null : [...arrayOf('$reverseArray', value, 34435)].reverse())),
  $arrayToObject: unary('$arrayToObject', fromEntries),
  $objectToArray: unary('$objectToArray', toEntries),
  $zip: named('$zip', ['inputs'], ['useLongestLength', 'defaults'], zip),
  $sortArray: (operand, env) => {
    const sortBy = isDocument(operand) ? operand.sortBy : undefined
    const compare = compileElementSort(isDocument(sortBy) || isNumber(sortBy) ? sortBy : null, env.collation)
    const input = env.compile(isDocument(operand) ? operand.input : null, env)
    return scope => {
      const value = input(scope)
      return isNullish(value) ? null : [...arrayOf('$sortArray', value, 2942504)].sort(compare)
    }
  },
  $allElementsTrue: unary('$allElementsTrue', value => arrayOf('$allElementsTrue', value, 17040).every(truth)),
  $anyElementTrue: unary('$anyElementTrue', value => arrayOf('$anyElementTrue', value, 17041).some(truth)),
}
