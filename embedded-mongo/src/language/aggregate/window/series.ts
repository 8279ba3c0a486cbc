// The window functions on values as a series: gaps filled on a straight line, moving averages, and how two series go together.
import { Decimal128, Double, Int32 } from 'bson'
import { asDecimal } from '../../arithmetic.ts'
import { compareValues } from '../../compare.ts'
import { failedToParse, queryError } from '../../errors.ts'
import { divide, negate, product, subtract, sum } from '../../expression/arithmetic.ts'
import { isNullish } from '../../expression/operator.ts'
import { compileExpression } from '../../expression.ts'
import { nearestNumber, plainNumber } from '../../numbers.ts'
import { bsonType, type Doc, isDocument, isNumber, TYPE, typeName, type Value } from '../../types.ts'
import { parseWindow, WHOLE } from './bounds.ts'
import { type Partition, refuseOthers, type WindowFunction, type WindowSpec } from './partition.ts'
import { nextKnown } from './positions.ts'

const linearFill = (use: WindowSpec): WindowFunction => {
  refuseOthers(use)
  if (use.sortPaths.length !== 1)
    throw queryError(605001, '$linearFill must be specified with a top level sortBy expression with exactly one element')
  const input = compileExpression(use.spec.$linearFill, use.options)
  return function* (partition) {
    const { docs, sortKey } = partition
    checkSeries(partition, use.sortPaths[0]![1])
    let before = -1
    let after = -1
    for (const [at, doc] of docs.entries()) {
      const value = input(doc)
      if (!isNullish(value)) {
        if (!isNumber(value)) throw queryError(6050001, `Value to be filled must be numeric or nullish, but found ${typeName(value)}`)
        before = at
        yield value
        continue
      }
      if (after < at) after = nextKnown(docs, at, input)
      yield before < 0 || after === docs.length ? null : between(docs[before]!, docs[after]!, sortKey(doc), sortKey, input)
    }
  }
}

function checkSeries({ docs, sortKey }: Partition, direction: 1 | -1): void {
  const keys = docs.map(sortKey)
  for (const [at, key] of keys.entries()) {
    if (!isNumber(key) && !(key instanceof Date))
      throw queryError(605002, `Expected the sortBy field to be a number or a date, but it was ${typeName(key)}`)
    if (at > 0 && compareValues(keys[at - 1], key) * direction === 0)
      throw queryError(6050106, 'There can be no repeated values in the sort field')
  }
}

function between(from: Doc, to: Doc, at: Value, sortKey: (doc: Doc) => Value, input: (doc: Doc) => Value): Value {
  const [start, end] = [sortKey(from), sortKey(to)]
  const slope = divide(subtract(input(to), input(from)), subtract(end, start))
  return sum(input(from), product(slope, subtract(at, start)))
}

const movingAverage = (use: WindowSpec): WindowFunction => {
  refuseOthers(use)
  const args = use.spec.$expMovingAvg
  if (!isDocument(args) || Object.keys(args).length !== 2 || args.input === undefined)
    throw failedToParse("$expMovingAvg needs an 'input' field, and either an 'N' field or an 'alpha' field")
  if (use.sortPaths.length === 0) throw failedToParse("$expMovingAvg requires an explicit 'sortBy'")
  const weight = new Double(weightOf(args))
  const rest = new Double(1 - weight.value)
  const input = compileExpression(args.input, use.options)
  return function* ({ docs }) {
    let average: Value
    for (const doc of docs) {
      const value = input(doc)
      if (!isNumber(value)) yield null
      else {
        average = average === undefined ? value : sum(product(value, weight), product(average, rest))
        yield average
      }
    }
  }
}

function weightOf({ N: count, alpha }: Doc): number {
  if (count !== undefined) {
    const plain = plainNumber(count)
    if (plain === undefined || !Number.isInteger(plain)) throw failedToParse(`'N' field must be an integer, but found ${typeName(count)}`)
    if (plain <= 0) throw failedToParse(`'N' must be greater than zero. Got ${plain}`)
    return 2 / (plain + 1)
  }
  if (!isNumber(alpha)) throw failedToParse("'alpha' must be a number")
  const plain = nearestNumber(alpha)
  if (!(plain > 0 && plain < 1)) throw failedToParse(`'alpha' must be between 0 and 1 (exclusive), found ${plain}`)
  return plain
}

const covariance =
  (sample: boolean) =>
  (use: WindowSpec): WindowFunction => {
    const { name, spec, sortPaths, options } = use
    refuseOthers(use, 'window')
    const operand = spec[name]
    if (!Array.isArray(operand) || operand.length !== 2) throw failedToParse(`${name} expects an array of two expressions`)
    const readers = operand.map(expression => compileExpression(expression, options)) as [(doc: Doc) => Value, (doc: Doc) => Value]
    const window = spec.window === undefined ? WHOLE : parseWindow(spec.window, sortPaths)
    return function* (partition) {
      const pairs = partition.docs.map(doc => readers.map(read => numberOf(read(doc))))
      for (const extent of window.extents(partition))
        yield extent === undefined ? null : covarianceOf(pairs.slice(extent[0], extent[1] + 1), sample)
    }
  }

const numberOf = (value: Value): Value => (isNumber(value) ? value : undefined)

/** Pairs that are not both numbers do not count. */
function covarianceOf(all: readonly Value[][], sample: boolean): Value {
  const pairs = all.filter(pair => pair.every(value => value !== undefined)) as [Value, Value][]
  const count = pairs.length - (sample ? 1 : 0)
  if (count <= 0) return null
  if (pairs.flat().some(value => bsonType(value) === TYPE.decimal)) return decimalCovariance(pairs, count)
  const plain = pairs.map(pair => pair.map(nearestNumber))
  const mean = (at: number) => plain.reduce((total, pair) => total + pair[at]!, 0) / plain.length
  const [x, y] = [mean(0), mean(1)]
  return new Double(plain.reduce((total, pair) => total + (pair[0]! - x) * (pair[1]! - y), 0) / count)
}

/** Of n pairs n times the sum of products, less the product of the sums, is divided once. */
function decimalCovariance(pairs: readonly [Value, Value][], count: number): Value {
  const total = (values: Value[]) => values.reduce((before, value) => sum(before, asDecimal(value)), Decimal128.fromString('0'))
  const length = new Int32(pairs.length)
  const products = total(pairs.map(([x, y]) => product(asDecimal(x), asDecimal(y))))
  const means = product(total(pairs.map(([x]) => x)), total(pairs.map(([, y]) => y)))
  return divide(sum(product(products, length), negate(means)), product(length, new Int32(count)))
}

export const SERIES_FUNCTIONS: Readonly<Record<string, (use: WindowSpec) => WindowFunction>> = {
  $linearFill: linearFill,
  $expMovingAvg: movingAverage,
  $covariancePop: covariance(false),
  $covarianceSamp: covariance(true),
}
