// Reading and writing the fields of a plain object without ever meeting its prototype.
import type { Doc, Value } from './types.ts'

const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

export function getField(doc: Doc, name: string): Value {
  if (INHERITED.has(name) && !Object.hasOwn(doc, name)) return undefined
  return doc[name]
}

/** Only `__proto__` is special on assignment: it would set the prototype instead of a field. */
export function setField(doc: Doc, name: string, value: Value): void {
  if (name !== '__proto__') {
    doc[name] = value
    return
  }
  Object.defineProperty(doc, name, { value, writable: true, enumerable: true, configurable: true })
}

/** A reader for one name, chosen once: the own-property check is only paid for names that every object inherits. */
export function fieldReader(name: string): (doc: Doc) => Value {
  if (INHERITED.has(name)) return doc => (Object.hasOwn(doc, name) ? doc[name] : undefined)
  return doc => doc[name]
}

/** The position that a path component names in an array, or -1: "0", "12", but not "01" or "-1". */
export function arrayIndex(part: string): number {
  if (part.length === 0 || part.length > 9) return -1
  if (part === '0') return 0
  for (let i = 0; i < part.length; i++) {
    const code = part.charCodeAt(i)
    if (code < 48 || code > 57 || (i === 0 && code === 48)) return -1
  }
  return Number(part)
}
