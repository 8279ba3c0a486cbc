// How much of a query may be held in memory at once; what would take more ends by an error that names it. Nothing is spilled to disk.
import { Binary } from 'bson'
import { type QueryError, queryError } from './errors.ts'
import { isDocument, type Value } from './types.ts'

const limit = { bytes: 100 * 1024 * 1024 }

export const memoryLimit = (): number => limit.bytes

/** For the whole server, before it answers anything. */
export function limitMemory(bytes: number): void {
  limit.bytes = bytes
}

export interface Meter {
  /** Throws if this is too much: by `what`, if it is given, cannot go on without it. */
  add(value: Value, what?: string): void
}

/** Counts what one stage holds. */
export function newMeter(stage: string, code = 292): Meter {
  let held = 0
  return {
    add(value, what) {
      held += sizeOf(value)
      if (held > limit.bytes) throw what === undefined ? exceeded(stage, code) : exceeded(what, 146)
    },
  }
}

/** 292 where MongoDB would spill to disk if it was allowed to, others where it would not. */
export function exceeded(what: string, code: number): QueryError {
  return queryError(
    code,
    `Exceeded memory limit for ${what}: it would take more than ${limit.bytes} bytes, and this server does not spill to disk`,
  )
}

const SMALL_BYTES = 16

/** About the bytes that a value has in BSON. */
function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length + SMALL_BYTES
  if (typeof value !== 'object' || value === null) return SMALL_BYTES
  let total = SMALL_BYTES
  if (Array.isArray(value)) for (const element of value) total += sizeOf(element)
  else if (isDocument(value)) for (const name of Object.keys(value)) total += name.length + sizeOf(value[name])
  else if (value instanceof Binary) total += value.position
  return total
}
