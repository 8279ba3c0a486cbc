// How a dotted path reaches values in a document: through arrays to each of their elements, and by position.
import { arrayIndex, fieldReader, getField } from './fields.ts'
import { type Doc, isDocument, type Value } from './types.ts'

export type Test = (value: Value) => boolean

/** Filled in while a filter is tried: the position in the outermost array that the last condition was met at. */
export interface Trace {
  index?: number
}

export type Probe = (root: Value, trace?: Trace) => boolean

/** Turns a test of a value into a test of what a path reaches. `whole`: an array at the end of the path is not opened. */
export type At = (test: Test, whole: boolean) => Probe

/** For values that are themselves what is asked about, such as elements under `$elemMatch`: an array is not opened. */
export function atSelf(test: Test): Probe {
  return test
}

/** For a value as if a path had ended at it. */
export function atValue(test: Test, whole: boolean): Probe {
  return value => (Array.isArray(value) ? inArray(value, [], 0, test, whole, undefined) : test(value))
}

export function atPath(path: string): At {
  const parts = path.split('.')
  if (parts.length > 1) return (test, whole) => (root, trace) => inDocument(root as Doc, parts, 0, test, whole, trace)
  const read = fieldReader(path)
  return (test, whole) => (root, trace) => {
    const value = read(root as Doc)
    return Array.isArray(value) ? inArray(value, parts, 1, test, whole, trace) : test(value)
  }
}

function inDocument(doc: Doc, parts: readonly string[], from: number, test: Test, whole: boolean, trace: Trace | undefined): boolean {
  let value: Value = doc
  for (let i = from; i < parts.length; i++) {
    value = getField(value as Doc, parts[i]!)
    if (Array.isArray(value)) return inArray(value, parts, i + 1, test, whole, trace)
    if (!isDocument(value)) return test(i === parts.length - 1 ? value : undefined)
  }
  return test(value)
}

function inArray(
  array: readonly Value[],
  parts: readonly string[],
  at: number,
  test: Test,
  whole: boolean,
  trace: Trace | undefined,
): boolean {
  if (at < parts.length) return throughArray(array, parts, at, test, whole, trace)
  if (whole) return test(array)
  for (let i = 0; i < array.length; i++) {
    if (test(array[i])) return found(trace, i)
  }
  return test(array)
}

/** Elements that are neither documents nor named by position hold nothing, not even a missing field. */
function throughArray(
  array: readonly Value[],
  parts: readonly string[],
  at: number,
  test: Test,
  whole: boolean,
  trace: Trace | undefined,
): boolean {
  const position = arrayIndex(parts[at]!)
  for (let i = 0; i < array.length; i++) {
    const element = array[i]
    if (isDocument(element) && inDocument(element, parts, at, test, whole, undefined)) return found(trace, i)
    if (i === position && atPosition(element, parts, at + 1, test, whole)) return true
  }
  return false
}

/** A path that ends at a position yields the element as it is: an array there is not opened. */
function atPosition(element: Value, parts: readonly string[], at: number, test: Test, whole: boolean): boolean {
  if (at === parts.length) return test(element)
  if (Array.isArray(element)) return inArray(element, parts, at, test, whole, undefined)
  return isDocument(element) && inDocument(element, parts, at, test, whole, undefined)
}

function found(trace: Trace | undefined, index: number): true {
  if (trace) trace.index = index
  return true
}

/** The value at a path through documents alone: an array on the way ends it. */
export function readPath(doc: Doc, parts: readonly string[]): Value {
  let value: Value = doc
  for (const part of parts) value = isDocument(value) ? getField(value, part) : undefined
  return value
}
