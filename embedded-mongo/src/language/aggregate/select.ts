// The stages that choose among documents or put them in order.
import { Int32, Long } from 'bson'
import { badValue, queryError } from '../errors.ts'
import { compileFilter } from '../match.ts'
import { type Meter, newMeter } from '../memory.ts'
import { plainNumber } from '../numbers.ts'
import { sortDocuments, sortFields } from '../sort.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { batchStage, wholeStage } from './batches.ts'
import type { MakeStage } from './context.ts'

const match: MakeStage = (spec, context) => {
  if (!isDocument(spec)) throw queryError(15959, 'the match filter must be an expression in an object')
  const filter = compileFilter(spec, context)
  return batchStage(batch => batch.filter(filter.matches))
}

const sort: MakeStage = (spec, context) => {
  if (!isDocument(spec)) throw queryError(15973, 'the $sort key specification must be an object')
  if (sortFields(spec).length === 0) throw queryError(15976, '$sort stage must have at least one sort key')
  return wholeStage('$sort', docs => sortDocuments(docs, spec, context))
}

function wholeNumber(spec: Value, code: number, name: string, least: number): number {
  const plain = plainNumber(spec)
  if (plain === undefined) throw queryError(code, `invalid argument to ${name} stage: Expected a number in: ${name}: ${typeName(spec)}`)
  if (!Number.isInteger(plain)) throw queryError(code, `invalid argument to ${name} stage: Expected an integer: ${name}: ${plain}`)
  if (plain < least)
    throw name === '$limit'
      ? queryError(15958, 'the limit must be positive')
      : queryError(code, `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${plain}`)
  return plain
}

const limit: MakeStage = spec => {
  const most = wholeNumber(spec, 2107201, '$limit', 1)
  return async function* (input) {
    let left = most
    for await (const batch of input) {
      yield left < batch.length ? batch.slice(0, left) : batch
      left -= batch.length
      if (left <= 0) return
    }
  }
}

const skip: MakeStage = spec => {
  const count = wholeNumber(spec, 5107200, '$skip', 0)
  return async function* (input) {
    let left = count
    for await (const batch of input) {
      if (left < batch.length) yield left === 0 ? batch : batch.slice(left)
      left = Math.max(0, left - batch.length)
    }
  }
}

const count: MakeStage = spec => {
  if (typeof spec !== 'string' || spec === '') throw queryError(40156, 'the count field must be a non-empty string')
  if (spec.startsWith('$')) throw queryError(40158, 'the count field cannot be a $-prefixed path')
  if (spec.includes('.')) throw queryError(40160, "the count field cannot contain '.'")
  return async function* (input) {
    let documents = 0
    for await (const batch of input) documents += batch.length
    if (documents > 0) yield [{ [spec]: documents > 0x7fffffff ? Long.fromNumber(documents) : new Int32(documents) }]
  }
}

const sample: MakeStage = spec => {
  const size = isDocument(spec) ? plainNumber(spec.size) : undefined
  if (size === undefined || size < 0) throw badValue('size argument to $sample must be a non-negative number')
  return async function* (input) {
    const kept: Doc[] = []
    const meter = newMeter('$sample')
    let seen = 0
    for await (const batch of input) for (const doc of batch) keep(kept, doc, seen++, size, meter)
    if (kept.length > 0) yield shuffled(kept)
  }
}

/** Of all that were seen each is among the kept ones with the same chance. */
function keep(kept: Doc[], doc: Doc, seen: number, size: number, meter: Meter): void {
  if (kept.length < size) {
    meter.add(doc)
    kept.push(doc)
    return
  }
  const place = Math.floor(Math.random() * (seen + 1))
  if (place < size) kept[place] = doc
}

function shuffled(docs: readonly Doc[]): Doc[] {
  const result = [...docs]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1))
    const kept = result[i]!
    result[i] = result[j]!
    result[j] = kept
  }
  return result
}

export const SELECT_STAGES: Readonly<Record<string, MakeStage>> = {
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $count: count,
  $sample: sample,
}
