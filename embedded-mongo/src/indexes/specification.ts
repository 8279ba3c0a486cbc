// Reads what createIndexes is asked for: keys and options that this server has, everything else refused by name.

import type { Collection, Index } from '../catalogue/definitions.ts'
import { HASHED, hasKey, isTrue } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import { unfoldableBy } from '../language/collation.ts'
import { equalValues } from '../language/compare.ts'
import { type Collation, compileCollation, compileFilter, filterFields } from '../language/match.ts'
import type { Doc, Value } from '../language/value.ts'
import { isDocument, QueryError } from '../language/value.ts'
import { toNumber } from '../transactions/sessions.ts'

/** What an index may be made with; `background`, `v` and `ns` change nothing. */
export const INDEX_OPTIONS = [
  'key',
  'name',
  'unique',
  'sparse',
  'hidden',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'v',
  'ns',
  'collation',
]
const KEPT = ['unique', 'sparse', 'hidden', 'partialFilterExpression', 'expireAfterSeconds']
const MOST_FIELDS = 32

/** The specification as it is kept: name, key and the options that mean something. */
export function readSpecification(value: Value, inherited: Collation | undefined): Doc & { name: string; key: Doc } {
  if (!isDocument(value)) throw new CommandError('TypeMismatch', 'an index specification must be an object')
  for (const name of Object.keys(value)) {
    if (!INDEX_OPTIONS.includes(name))
      throw new CommandError('InvalidIndexSpecificationOption', `The field '${name}' is not valid for an index specification`)
  }
  const { key, name, collation, sparse, partialFilterExpression } = value
  if (!isDocument(key)) throw new CommandError('FailedToParse', "The 'key' field is a required property of an index specification")
  if (typeof name !== 'string' || name === '')
    throw new CommandError('FailedToParse', "The 'name' field is a required property of an index specification")
  checkKey(key)
  const compiled = collation === undefined ? inherited : compileCollation(collation as Doc)
  if (compiled !== undefined) checkCollation(compiled, key)
  checkHashed(value, Object.values(key).filter(kind => kind === HASHED).length)
  checkExpiry(value, key)
  if (isTrue(sparse) && partialFilterExpression !== undefined)
    throw new CommandError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options')
  if (partialFilterExpression !== undefined) checkPartial(partialFilterExpression)
  const kept: Doc = {}
  for (const option of KEPT) if (value[option] !== undefined && value[option] !== false) kept[option] = value[option]
  return { key, name, ...kept, ...(compiled && { collation: compiled.spec }) }
}

function checkCollation({ spec }: Collation, key: Doc): void {
  const unfoldable = unfoldableBy(spec)
  if (unfoldable !== undefined) throw new CommandError('CannotCreateIndex', `${unfoldable} is not supported for an index`)
  if (Object.values(key).includes(HASHED))
    throw new CommandError('CannotCreateIndex', 'a hashed index cannot have a collation other than simple')
}

function checkKey(key: Doc): void {
  const fields = Object.entries(key)
  if (fields.length === 0 || fields.length > MOST_FIELDS)
    throw new CommandError('CannotCreateIndex', `Index keys must have between 1 and ${MOST_FIELDS} fields`)
  for (const [path, direction] of fields) {
    if (direction === HASHED) continue
    if (typeof direction === 'string') throw new CommandError('CannotCreateIndex', `index type '${direction}' is not supported`)
    const number = toNumber(direction)
    if (Number.isNaN(number) || number === 0)
      throw new CommandError('CannotCreateIndex', `Values in the index key pattern cannot be ${String(direction)}`)
    if (path.split('.').includes('$**')) throw new CommandError('CannotCreateIndex', 'wildcard indexes are not supported')
    if (path === '' || path.split('.').some(part => part === '' || part.startsWith('$'))) {
      throw new CommandError('CannotCreateIndex', `Index key contains an illegal field name: '${path}'`)
    }
  }
}

function checkHashed({ unique, expireAfterSeconds }: Doc, count: number): void {
  if (count === 0) return
  if (count > 1) throw new QueryError(31303, 'Location31303', `A maximum of one index field is allowed to be hashed but found ${count}`)
  if (isTrue(unique))
    throw new QueryError(16764, 'Location16764', 'Currently hashed indexes cannot guarantee uniqueness. Use a regular index.')
  if (expireAfterSeconds !== undefined) throw new CommandError('CannotCreateIndex', 'hashed indexes do not support TTL')
}

const LONGEST_EXPIRY = 2 ** 31 - 1

function checkExpiry({ expireAfterSeconds }: Doc, key: Doc): void {
  if (expireAfterSeconds === undefined) return
  const seconds = toNumber(expireAfterSeconds)
  if (typeof expireAfterSeconds === 'string' || !(seconds >= 0 && seconds <= LONGEST_EXPIRY))
    throw new CommandError('CannotCreateIndex', `TTL index 'expireAfterSeconds' must be a number from 0 to ${LONGEST_EXPIRY}`)
  if (Object.keys(key).length > 1 || Object.hasOwn(key, '_id'))
    throw new CommandError('CannotCreateIndex', 'TTL indexes are single-field indexes, compound indexes do not support TTL')
}

function checkPartial(filter: Value): void {
  if (!isDocument(filter)) throw new CommandError('TypeMismatch', "The field 'partialFilterExpression' must be an object")
  compileFilter(filter)
  if (filterFields(filter) === undefined) throw new CommandError('CannotCreateIndex', 'unsupported expression in partial index')
}

/** Whether an index of this specification exists; a different one of the same name or key is an error. */
export function existsAlready(collection: Collection, specification: Doc & { name: string; key: Doc }): boolean {
  if (isIdIndex(specification)) return true
  const sameName = collection.indexes.find(index => index.name === specification.name)
  const sameKey = collection.indexes.find(
    index => hasKey(index, specification.key) && samePartial(index.given, specification) && sameCollation(index, specification),
  )
  if (sameName !== undefined && (sameName !== sameKey || !sameOptions(sameName.given, specification))) {
    const message = `An existing index has the same name as the requested index. Requested index: ${specification.name}`
    throw new CommandError('IndexKeySpecsConflict', message)
  }
  if (sameKey !== undefined && sameKey !== sameName) {
    throw new CommandError('IndexOptionsConflict', `Index already exists with a different name: ${sameKey.name}`)
  }
  return sameName !== undefined
}

const isIdIndex = ({ key }: { key: Doc }): boolean => Object.keys(key).length === 1 && toNumber(key._id) === 1

const sameCollation = (index: Index, { collation }: Doc): boolean =>
  index.collation?.key === compileCollation(collation as Doc | undefined)?.key

const samePartial = (a: Doc, b: Doc): boolean => equalValues(a.partialFilterExpression, b.partialFilterExpression)

function sameOptions(a: Doc, b: Doc): boolean {
  return KEPT.every(option =>
    option === 'unique' || option === 'sparse' ? isTrue(a[option]) === isTrue(b[option]) : equalValues(a[option], b[option]),
  )
}
