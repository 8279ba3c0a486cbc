// Filters: compiled once into a test of documents.
import { compileProbe, REFUSED_TOP_OPERATORS, TOP_OPERATORS } from './match/filter.ts'
import { FIELD_OPERATORS, REFUSED_FIELD_OPERATORS } from './match/operators.ts'
import type { FilterOptions } from './match/options.ts'
import type { Trace } from './paths.ts'
import type { Doc } from './types.ts'

export { type Bound, type FilterBounds, filterBounds } from './bounds.ts'
export { type Collation, compileCollation } from './collation.ts'
export { filterFields } from './filter-fields.ts'
export { implies } from './implies.ts'
export type { FilterOptions } from './match/options.ts'

export interface CompiledFilter {
  matches(doc: Doc): boolean
  /** The position in the outermost array at which the filter's last array condition was met: what `$` in an update or projection stands for. */
  positional(doc: Doc): number | undefined
}

export function compileFilter(filter: Doc, options: FilterOptions = {}): CompiledFilter {
  const probe = compileProbe(filter, options)
  return { matches: doc => probe(doc), positional }

  function positional(doc: Doc): number | undefined {
    const trace: Trace = {}
    return probe(doc, trace) ? trace.index : undefined
  }
}

export const QUERY_OPERATORS: readonly string[] = [...Object.keys(TOP_OPERATORS), ...Object.keys(FIELD_OPERATORS)]
export const REFUSED_QUERY_OPERATORS: readonly string[] = [...REFUSED_TOP_OPERATORS, ...REFUSED_FIELD_OPERATORS]
