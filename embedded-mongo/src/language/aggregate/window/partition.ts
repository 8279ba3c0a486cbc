// What a window function sees: the documents of one partition in their order.
import { failedToParse } from '../../errors.ts'
import type { ExpressionOptions } from '../../expression.ts'
import type { Doc, Value } from '../../types.ts'

export interface Partition {
  docs: readonly Doc[]
  /** The value of the first field that they are sorted by. */
  sortKey(doc: Doc): Value
  /** Whether two neighbours are sorted by the same. */
  ties(a: Doc, b: Doc): boolean
}

/** Gives a value for each document of a partition in turn; they are asked for one by one, so that others may run in between. */
export type WindowFunction = (partition: Partition) => Iterator<Value>

/** `spec` is the whole document `{ $function: operand, window: ... }`. */
export interface WindowSpec {
  name: string
  spec: Doc
  sortPaths: readonly [path: string, direction: 1 | -1][]
  options: ExpressionOptions
}

export function refuseOthers({ name, spec }: WindowSpec, ...known: string[]): void {
  for (const field of Object.keys(spec))
    if (field !== name && !known.includes(field)) throw failedToParse(`${name} got unexpected argument: ${field}`)
}
