// `$graphLookup`: from document to document of another collection, as far as their fields lead.
import { BSONRegExp, Long } from 'bson'
import { encodeKey } from '../encode-key.ts'
import { queryError, unsupported } from '../errors.ts'
import { compileExpression } from '../expression.ts'
import { compileFilter } from '../match.ts'
import { newMeter } from '../memory.ts'
import { plainNumber } from '../numbers.ts'
import { atPath } from '../paths.ts'
import { type Doc, isDocument, isNumber, typeName, type Value } from '../types.ts'
import { inBatches } from './batches.ts'
import type { MakeStage, PipelineContext } from './context.ts'
import { withValue } from './unwind.ts'

interface Graph {
  from: string
  as: readonly string[]
  startWith: Value
  connectFrom: string
  connectTo: string
  maxDepth: number
  depthPath: readonly string[] | undefined
  restriction: Doc | undefined
}

export const graphLookup: MakeStage = (spec, context) => {
  const graph = parse(spec)
  const start = compileExpression(graph.startWith, context)
  if (graph.restriction) compileFilter(graph.restriction, context)
  return async function* (input) {
    for await (const batch of input) {
      const joined: Doc[] = []
      for (const doc of batch) joined.push(withValue(doc, graph.as, 0, await search(start(doc) ?? null, graph, context)))
      yield joined
    }
  }
}

const TEXTS = ['from', 'as', 'connectFromField', 'connectToField', 'depthField']
const KNOWN = [...TEXTS, 'startWith', 'maxDepth', 'restrictSearchWithMatch']

function parse(spec: Value): Graph {
  if (!isDocument(spec)) throw queryError(40327, `the $graphLookup stage specification must be an object, but found ${typeName(spec)}`)
  for (const name of Object.keys(spec)) if (!KNOWN.includes(name)) throw queryError(40104, `Unknown argument to $graphLookup: ${name}`)
  for (const name of TEXTS)
    if (spec[name] !== undefined && (typeof spec[name] !== 'string' || spec[name] === ''))
      throw queryError(40103, `expected string as argument for ${name}, found: ${typeName(spec[name])}`)
  const { from, as, connectFromField, connectToField, startWith, depthField, restrictSearchWithMatch: restriction } = spec
  if ([from, as, connectFromField, connectToField, startWith].includes(undefined))
    throw queryError(40105, "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.")
  if (restriction !== undefined && !isDocument(restriction))
    throw queryError(40185, `restrictSearchWithMatch must be an object, found ${typeName(restriction)}`)
  for (const path of [as, connectFromField, connectToField, depthField] as (string | undefined)[])
    if (path?.startsWith('$')) throw queryError(16410, `FieldPath field names may not start with '$'.`)
  return {
    from: from as string,
    as: (as as string).split('.'),
    startWith,
    connectFrom: connectFromField as string,
    connectTo: connectToField as string,
    maxDepth: depthOf(spec.maxDepth),
    depthPath: (depthField as string | undefined)?.split('.'),
    restriction,
  }
}

function depthOf(value: Value): number {
  if (value === undefined) return Number.POSITIVE_INFINITY
  if (!isNumber(value)) throw queryError(40100, `maxDepth requires a numeric argument, found type: ${typeName(value)}`)
  const depth = plainNumber(value) ?? Number.NaN
  if (depth < 0) throw queryError(40101, `maxDepth requires a nonnegative argument, found: ${depth}`)
  if (!Number.isInteger(depth)) throw queryError(40102, 'maxDepth could not be represented as a long long')
  return depth
}

/** By breadth: each document comes once, at its least depth; each value is followed once. */
async function search(start: Value, graph: Graph, context: PipelineContext): Promise<Doc[]> {
  const found = new Map<string, Doc>()
  const meter = newMeter('$graphLookup', 40099)
  const followed = new Set<string>()
  let frontier = fresh(Array.isArray(start) ? start : [start], followed)
  for (let depth = 0; frontier.length > 0 && depth <= graph.maxDepth; depth++) {
    const next: Value[] = []
    const source = context.find(graph.from, filterOf(frontier, graph), context.let ? { let: context.let } : {})
    for await (const batch of inBatches(source)) {
      for (const doc of batch) {
        const key = keyOf(doc._id)
        if (found.has(key)) continue
        found.set(key, graph.depthPath ? withValue(doc, graph.depthPath, 0, Long.fromNumber(depth)) : doc)
        meter.add(doc)
        next.push(...valuesAt(doc, graph.connectFrom))
      }
    }
    frontier = fresh(next, followed)
  }
  return [...found.values()]
}

const keyOf = (value: Value): string => encodeKey([value], [1]).bytes.toString('latin1')

function fresh(values: readonly Value[], followed: Set<string>): Value[] {
  return values.filter(value => {
    const key = keyOf(value)
    if (followed.has(key)) return false
    followed.add(key)
    return true
  })
}

function filterOf(values: Value[], { connectTo, restriction }: Graph): Doc {
  if (values.some(value => value instanceof BSONRegExp)) throw unsupported('a regular expression as a value of $graphLookup')
  const condition = { [connectTo]: { $in: values } }
  return restriction ? { $and: [condition, restriction] } : condition
}

function valuesAt(doc: Doc, path: string): Value[] {
  const values: Value[] = []
  atPath(path)(value => {
    if (value !== undefined && !Array.isArray(value)) values.push(value)
    return false
  }, false)(doc)
  return values
}
