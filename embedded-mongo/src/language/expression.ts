// Aggregation expressions, compiled once into closures.
import { unsupported } from './errors.ts'
import type { FilterOptions } from './match/options.ts'
import type { Doc, Value } from './types.ts'

export function compileExpression(_expression: Value, _options: FilterOptions): (doc: Doc) => Value {
  throw unsupported('an aggregation expression')
}
