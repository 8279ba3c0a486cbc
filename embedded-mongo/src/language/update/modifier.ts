// What an update operator is to the code that applies it: a change of one value, and what it does where there is none.
import type { Collation } from '../collation.ts'
import type { FilterOptions } from '../match/options.ts'
import type { Doc, Value } from '../types.ts'

/** Says that the field goes; in an array, null takes its place. */
export const REMOVED = Symbol('removed')

export interface Modifier {
  /** Gives the same value if nothing changes; `undefined` in and out means a missing field. */
  modify(current: Value): Value
  /** `create` makes what is missing on the way; `existing` leaves it; both refuse a way through a scalar, which `unset` passes over. */
  mode: 'create' | 'existing' | 'unset'
  onlyOnInsert?: boolean
}

export interface UpdateOptions extends FilterOptions {
  arrayFilters?: Doc[]
  now: Date
  collation?: Collation
}

export type MakeModifier = (operand: Value, path: string, options: UpdateOptions) => Modifier
