// What an upsert puts into a new document from its filter: the fields that the filter sets equal to one value.
import { BSONRegExp } from 'bson'
import { queryError } from '../errors.ts'
import { isOperators } from '../match/filter.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import { applyChange } from './change.ts'

export function upsertSeed(filter: Doc): Doc {
  const found = new Map<string, Value>()
  collect(filter, found)
  refuseOverlaps([...found.keys()])
  let doc: Doc = {}
  for (const [path, value] of found) {
    doc = applyChange(doc, { parts: path.split('.'), modifier: { mode: 'create', modify: () => value }, arrayFilters: new Map() })
  }
  return doc
}

function collect(filter: Doc, found: Map<string, Value>): void {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and' || (name === '$or' && Array.isArray(operand) && operand.length === 1)) {
      for (const clause of operand as Doc[]) collect(clause, found)
    } else if (!name.startsWith('$')) {
      const value = equalTo(operand)
      if (value !== undefined) add(found, name, value)
    }
  }
}

/** Also `$in` and `$all` with one member say which value it is. */
function equalTo(operand: Value): Value {
  if (operand instanceof BSONRegExp) return undefined
  if (!isDocument(operand) || !isOperators(operand)) return operand
  if (Object.hasOwn(operand, '$eq')) return operand.$eq
  const list = operand.$in ?? operand.$all
  if (!Array.isArray(list) || list.length !== 1) return undefined
  const only: Value = list[0]
  return only instanceof BSONRegExp || (isDocument(only) && isOperators(only)) ? undefined : only
}

function add(found: Map<string, Value>, path: string, value: Value): void {
  if (found.has(path)) throw twice(path)
  found.set(path, value)
}

function refuseOverlaps(paths: readonly string[]): void {
  for (const path of paths) for (const other of paths) if (other.startsWith(`${path}.`)) throw twice(path)
}

function twice(path: string): Error {
  return queryError(54, `cannot infer query fields to set, path '${path}' is matched twice`)
}
