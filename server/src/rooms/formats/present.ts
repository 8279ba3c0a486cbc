// Formats on the wire: whole, as rows of the list, and without handles for guests.
import type { Format, FormatRow, ShownFormat } from '@hearth/shared/format'
import { maskAllHandles } from '../../markdown/index.ts'
import type { Actor } from '../../policy/actor.ts'
import type { FormatDoc } from './store.ts'

export function shownFormat({ _id, slug, format, version, withdrawnAt }: FormatDoc): ShownFormat {
  return { ...format, id: _id, slug, total: totalOf(format), version, own: true, withdrawn: withdrawnAt !== null }
}

/** In the format's unit. */
export function totalOf({ steps, turns }: Format) {
  return turns * steps.filter(step => !step.optional).reduce((sum, step) => sum + step.length, 0)
}

export function rowOf({ id, slug, name, bestFor, unit, groupSize, total, own, steps }: ShownFormat): FormatRow {
  return { id, slug, name, bestFor, unit, groupSize, total, own, steps: steps.length }
}

/** A guest sees no handle, wherever in a format one was written. */
export function shownTo<Shown>(actor: Actor, shown: Shown): Shown {
  return actor.kind === 'guest' ? masked(shown) : shown
}

function masked<Value>(value: Value): Value {
  if (typeof value === 'string') return maskAllHandles(value) as Value
  if (Array.isArray(value)) return value.map(masked) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each)])) as Value
}
