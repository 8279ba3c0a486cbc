// All window functions by name; the accumulators of `$group` are among them.
import { failedToParse } from '../../errors.ts'
import { isDocument, type Value } from '../../types.ts'
import { ACCUMULATORS, type Accumulator } from '../accumulators.ts'
import { parseWindow, WHOLE } from './bounds.ts'
import { refuseOthers, type WindowFunction, type WindowSpec } from './partition.ts'
import { POSITION_FUNCTIONS } from './positions.ts'
import { RATE_FUNCTIONS } from './rates.ts'
import { SERIES_FUNCTIONS } from './series.ts'

const accumulated = (use: WindowSpec): WindowFunction => {
  const { name, spec, sortPaths, options } = use
  refuseOthers(use, 'window')
  const make = ACCUMULATORS[name]!(spec[name], options)
  const window = spec.window === undefined ? WHOLE : parseWindow(spec.window, sortPaths)
  return function* (partition) {
    const { docs } = partition
    let held: { accumulator: Accumulator; from: number; to: number; value: Value } | undefined
    for (const [from, last] of eachOf(window.extents(partition))) {
      if (held === undefined || !window.grows) held = { accumulator: make(), from, to: from, value: undefined }
      const { to } = held
      while (held.to <= last) held.accumulator.add(docs[held.to++]!)
      if (held.to !== to || held.value === undefined) held.value = held.accumulator.result() ?? null
      yield held.value
    }
  }
}

/** An empty window ends before it begins. */
function* eachOf(extents: Iterable<readonly [number, number] | undefined>): Iterable<readonly [number, number]> {
  for (const extent of extents) yield extent ?? [0, -1]
}

const { $mergeObjects: _, ...windowed } = ACCUMULATORS

const FUNCTIONS: Readonly<Record<string, (use: WindowSpec) => WindowFunction>> = {
  ...Object.fromEntries(Object.keys(windowed).map(name => [name, accumulated])),
  ...POSITION_FUNCTIONS,
  ...RATE_FUNCTIONS,
  ...SERIES_FUNCTIONS,
}

export const WINDOW_FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS)

export function compileWindowFunction(spec: Value, rest: Pick<WindowSpec, 'sortPaths' | 'options'>): WindowFunction {
  if (!isDocument(spec)) throw failedToParse("Expected an object as the specification of a field in 'output'")
  const name = Object.keys(spec).find(field => field.startsWith('$'))
  if (name === undefined) throw failedToParse(`Expected a $-prefixed window function, ${Object.keys(spec)[0] ?? ''}`)
  if (!Object.hasOwn(FUNCTIONS, name)) throw failedToParse(`Unrecognized window function, ${name}`)
  return FUNCTIONS[name]!({ name, spec, ...rest })
}
