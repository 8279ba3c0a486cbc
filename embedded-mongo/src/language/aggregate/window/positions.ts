// The window functions that go by a document's place in its partition: ranks, numbers, neighbours.
import { Int32 } from 'bson'
import { failedToParse, queryError } from '../../errors.ts'
import { isNullish } from '../../expression/operator.ts'
import { compileExpression } from '../../expression.ts'
import { plainNumber } from '../../numbers.ts'
import { type Doc, isDocument, type Value } from '../../types.ts'
import { refuseOthers, type WindowFunction, type WindowSpec } from './partition.ts'

/** Counts up by what each document says of itself and the one before it. */
const ranking =
  (single: boolean, step: (place: number, rank: number, tied: boolean) => number) =>
  (use: WindowSpec): WindowFunction => {
    const { name, spec, sortPaths } = use
    if (Object.keys(spec).length > 1) throw queryError(5371601, 'Rank style window functions take no other arguments')
    if (!isDocument(spec[name]) || Object.keys(spec[name]).length > 0)
      throw queryError(5371603, `${name} must be specified with '{}' as the value`)
    if (sortPaths.length === 0 || (single && sortPaths.length > 1))
      throw queryError(5371602, `${name} must be specified with a top level sortBy expression${single ? ' with exactly one element' : ''}`)
    return function* ({ docs, ties }) {
      let rank = 0
      for (const [at, doc] of docs.entries()) {
        rank = step(at + 1, rank, at > 0 && ties(docs[at - 1]!, doc))
        yield new Int32(rank)
      }
    }
  }

const shift = (use: WindowSpec): WindowFunction => {
  const { spec, options } = use
  refuseOthers(use)
  const args = spec.$shift
  if (!isDocument(args)) throw failedToParse('Argument to $shift must be an object')
  for (const name of Object.keys(args))
    if (!['output', 'by', 'default'].includes(name)) throw failedToParse(`Unknown argument in $shift: ${name}`)
  if (use.sortPaths.length === 0) throw failedToParse("'$shift' requires a sortBy")
  const by = plainNumber(args.by)
  if (by === undefined || !Number.isInteger(by)) throw failedToParse("'$shift:by' field must be an integer")
  if (args.output === undefined) throw failedToParse("'$shift' requires an 'output' expression.")
  const output = compileExpression(args.output, options)
  const otherwise = args.default === undefined ? null : (compileExpression(args.default, options)({}) ?? null)
  return function* ({ docs }) {
    for (let at = 0; at < docs.length; at++) {
      const neighbour = docs[at + by]
      yield neighbour === undefined ? otherwise : (output(neighbour) ?? null)
    }
  }
}

const lastKnown = (use: WindowSpec): WindowFunction => {
  refuseOthers(use)
  const input = compileExpression(use.spec.$locf, use.options)
  return function* ({ docs }) {
    let known: Value = null
    for (const doc of docs) {
      const value = input(doc)
      if (!isNullish(value)) known = value
      yield known
    }
  }
}

/** The position of the next document that has a value, or the number of documents. */
export function nextKnown(docs: readonly Doc[], from: number, input: (doc: Doc) => Value): number {
  let at = from
  while (at < docs.length && isNullish(input(docs[at]!))) at++
  return at
}

export const POSITION_FUNCTIONS: Readonly<Record<string, (use: WindowSpec) => WindowFunction>> = {
  $rank: ranking(true, (place, rank, tied) => (tied ? rank : place)),
  $denseRank: ranking(true, (_, rank, tied) => (tied ? rank : rank + 1)),
  $documentNumber: ranking(false, place => place),
  $shift: shift,
  $locf: lastKnown,
}
