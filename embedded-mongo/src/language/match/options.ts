// What a filter is compiled with besides its own text.
import type { Collation } from '../collation.ts'
import type { Doc } from '../types.ts'

export interface FilterOptions {
  let?: Doc
  collation?: Collation
  now?: Date
}
