// The error of a unique index, with the key that was taken already.
import type { Collection, Index } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import type { Doc, Value } from '../language/value.ts'

export function duplicateKey(collection: Collection, index: Index | undefined, tuple: readonly Value[]): CommandError {
  const fields = index?.fields ?? ([['_id', 1]] as const)
  const keyPattern: Doc = {}
  const keyValue: Doc = {}
  fields.forEach(([path, direction], at) => {
    keyPattern[path] = direction
    keyValue[path] = typeof tuple[at] === 'symbol' ? undefined : (tuple[at] ?? null)
  })
  const shown = fields.map(([path], at) => `${path}: ${show(tuple[at])}`).join(', ')
  const message = `E11000 duplicate key error collection: ${collection.namespace} index: ${index?.name ?? '_id_'} dup key: { ${shown} }`
  return new CommandError('DuplicateKey', message, [], { keyPattern, keyValue })
}

function show(value: Value): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'object' && 'toHexString' in value) return `ObjectId('${String(value)}')`
  return typeof value === 'object' && !('valueOf' in value && typeof value.valueOf() !== 'object') ? JSON.stringify(value) : String(value)
}
