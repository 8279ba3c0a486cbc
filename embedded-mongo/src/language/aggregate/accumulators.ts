// The accumulators of `$group`: each group has one for every field that it makes.
import { Int32, Long } from 'bson'
import { compareValues } from '../compare.ts'
import { encodeKey } from '../encode-key.ts'
import { badValue, queryError } from '../errors.ts'
import { isNullish, namedArguments } from '../expression/operator.ts'
import { checkMethod, percentilesOf, sharesOf } from '../expression/percentiles.ts'
import { deviationOf } from '../expression/summaries.ts'
import { compileExpression, type ExpressionOptions } from '../expression.ts'
import { setField } from '../fields.ts'
import { plainNumber } from '../numbers.ts'
import { compileSort } from '../sort.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { RunningSum } from './running-sum.ts'

export interface Accumulator {
  add(doc: Doc): void
  result(): Value
}

/** Compiled once, called for each group. */
export type MakeAccumulator = () => Accumulator
type Compile = (operand: Value, options: ExpressionOptions) => MakeAccumulator

/** For accumulators that see one value of each document. */
const ofValues =
  (make: (options: ExpressionOptions) => { add(value: Value): void; result(): Value }): Compile =>
  (operand, options) => {
    const evaluate = compileExpression(operand, options)
    return () => {
      const { add, result } = make(options)
      return { add: doc => add(evaluate(doc)), result }
    }
  }

/** For those that need all values at the end; `fewer` takes those away that cannot matter any more. */
const ofList = (name: string, answer: (values: Value[]) => Value, fewer?: { most: number; of(values: Value[]): Value[] }): Compile =>
  ofValues(({ holder }) => {
    let values: Value[] = []
    return {
      add: value => {
        if (!fewer) holder?.meter?.add(value, name)
        values.push(value)
        if (fewer && values.length > fewer.most) values = fewer.of(values)
      },
      result: () => answer(values),
    }
  })

/** Sorting out costs less than it saves only now and then. */
const SPARE = 64

const sum = ofValues(() => {
  const running = new RunningSum()
  return { add: value => running.add(value), result: () => running.total() }
})

const average = ofValues(() => {
  const running = new RunningSum()
  return { add: value => running.add(value), result: () => running.average() }
})

const extreme = (direction: 1 | -1): Compile =>
  ofValues(({ collation }) => {
    let best: Value = null
    return {
      add: value => {
        if (!isNullish(value) && (best === null || compareValues(value, best, collation) * direction > 0)) best = value
      },
      result: () => best,
    }
  })

const first = ofValues(() => {
  let seen = false
  let value: Value
  return {
    add: next => {
      if (!seen) value = next
      seen = true
    },
    result: () => value ?? null,
  }
})

const last = ofValues(() => {
  let value: Value
  return { add: next => (value = next), result: () => value ?? null }
})

const push = ofList('$push', values => values.filter(value => value !== undefined))

const addToSet = ofValues(({ collation, holder }) => {
  const known = new Map<string, Value>()
  return {
    add: value => {
      if (value === undefined) return
      const key = encodeKey([value], [1], collation).bytes.toString('latin1')
      if (known.has(key)) return
      holder?.meter?.add(value, '$addToSet')
      known.set(key, value)
    },
    result: () => [...known.values()],
  }
})

const mergeObjects = ofValues(() => {
  const merged: Doc = {}
  return {
    add: value => {
      if (isNullish(value)) return
      if (!isDocument(value)) throw queryError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`)
      for (const name of Object.keys(value)) setField(merged, name, value[name])
    },
    result: () => merged,
  }
})

const count: Compile = operand => {
  if (!isDocument(operand) || Object.keys(operand).length > 0) throw badValue('$count takes no arguments, i.e. $count:{}')
  return () => {
    let documents = 0
    return { add: () => documents++, result: () => (documents > 0x7fffffff ? Long.fromNumber(documents) : new Int32(documents)) }
  }
}

/** `{ n, input }`: some of the values. */
const several =
  (name: string, choose: (values: Value[], n: number, options: ExpressionOptions) => Value[]): Compile =>
  (operand, options) => {
    const { n, input } = counted(name, operand)
    const chosen = (values: Value[]) =>
      choose(
        values.map(value => value ?? null),
        n,
        options,
      )
    return ofList(name, chosen, { most: 2 * n + SPARE, of: chosen })(input, options)
  }

function counted(name: string, operand: Value): Doc & { n: number } {
  if (!isDocument(operand)) throw queryError(5787900, `specification must be an object; found ${name}: ${typeName(operand)}`)
  const n = plainNumber(operand.n)
  if (n === undefined || !Number.isInteger(n) || n < 1)
    throw queryError(5787908, `'n' must be greater than 0, a constant, and a whole number, in ${name}`)
  return { ...operand, n }
}

const extremes = (name: string, direction: 1 | -1): Compile =>
  several(name, (values, n, { collation }) =>
    values
      .filter(value => value !== null)
      .sort((a, b) => compareValues(a, b, collation) * direction)
      .slice(0, n),
  )

/** `{ sortBy, output }`: what the first or last documents give. */
const ranked =
  (name: string, single: boolean, fromTop: boolean): Compile =>
  (operand, options) => {
    const { n, sortBy, output } = counted(name, single && isDocument(operand) ? { ...operand, n: 1 } : operand)
    if (!isDocument(sortBy)) throw queryError(5788604, `${name} needs a sortBy`)
    const compare = compileSort(sortBy, options.collation)
    const evaluate = compileExpression(output, options)
    return () => {
      let docs: Doc[] = []
      const best = () => (fromTop ? docs.sort(compare).slice(0, n) : docs.sort(compare).slice(-n))
      return {
        add: doc => {
          docs.push(doc)
          if (docs.length > 2 * n + SPARE) docs = best()
        },
        result: () => {
          const values = best().map(doc => evaluate(doc) ?? null)
          return single ? values[0] : values
        },
      }
    }
  }

function percentileArguments(name: string, operand: Value, options: ExpressionOptions, fields: readonly string[]): Doc {
  const args = Object.fromEntries(namedArguments(name, operand, fields, []))
  checkMethod(args.method)
  return args.p === undefined ? args : { ...args, p: compileExpression(args.p, options)({}) }
}

const median: Compile = (operand, options) => {
  const { input } = percentileArguments('$median', operand, options, ['input', 'method'])
  return ofList('$median', values => percentilesOf(values, [0.5])[0])(input, options)
}

const percentile: Compile = (operand, options) => {
  const { input, p } = percentileArguments('$percentile', operand, options, ['input', 'p', 'method'])
  const shares = sharesOf(p)
  return ofList('$percentile', values => percentilesOf(values, shares))(input, options)
}

export const ACCUMULATORS: Readonly<Record<string, Compile>> = {
  $sum: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
  $first: first,
  $last: last,
  $push: push,
  $addToSet: addToSet,
  $mergeObjects: mergeObjects,
  $count: count,
  $stdDevPop: ofList('$stdDevPop', values => deviationOf(values, false)),
  $stdDevSamp: ofList('$stdDevSamp', values => deviationOf(values, true)),
  $firstN: several('$firstN', (values, n) => values.slice(0, n)),
  $lastN: several('$lastN', (values, n) => values.slice(-n)),
  $minN: extremes('$minN', 1),
  $maxN: extremes('$maxN', -1),
  $top: ranked('$top', true, true),
  $bottom: ranked('$bottom', true, false),
  $topN: ranked('$topN', false, true),
  $median: median,
  $percentile: percentile,
  $bottomN: ranked('$bottomN', false, false),
}

export function compileAccumulator(field: string, spec: Value, options: ExpressionOptions): MakeAccumulator {
  if (field.includes('.')) throw queryError(40235, `The field name '${field}' cannot contain '.'`)
  if (field.startsWith('$')) throw queryError(40236, `The field name '${field}' cannot be an operator name`)
  if (!isDocument(spec)) throw queryError(40234, `The field '${field}' must be an accumulator object`)
  const [name, ...others] = Object.keys(spec)
  if (name === undefined || !name.startsWith('$')) throw queryError(40234, `The field '${field}' must be an accumulator object`)
  if (others.length > 0) throw queryError(40238, `The field '${field}' must specify one accumulator`)
  if (!Object.hasOwn(ACCUMULATORS, name)) throw queryError(15952, `unknown group operator '${name}'`)
  return ACCUMULATORS[name]!(spec[name], options)
}
