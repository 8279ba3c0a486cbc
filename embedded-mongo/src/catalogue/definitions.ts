// What the server knows of a collection and its indexes, and the document that this is stored as.
import { type Binary, Double, Int32 } from 'bson'
import { FOLDING } from '../language/fold.ts'
import { type Collation, compileCollation, compileFilter, filterFields } from '../language/match.ts'
import type { Doc, Value } from '../language/value.ts'
import type { Validation } from './validation.ts'

export type Direction = 1 | -1

/** What stands in an index's specification instead of a direction. */
export const HASHED = 'hashed'

export type IndexField = readonly [path: string, direction: Direction]

export type Index = {
  name: string
  space: number
  fields: IndexField[]
  /** The directions of the fields alone. */
  directions: Direction[]
  /** The field that is kept as a hash: found by equality alone. */
  hashed: string | undefined
  unique: boolean
  sparse: boolean
  hidden: boolean
  partial: Doc | undefined
  /** Says which texts are equal keys; the order of an index with one is not the order of values. */
  collation: Collation | undefined
  /** What its texts were folded with, if it has a collation. */
  folding: string | undefined
  /** Compiled from `partial`: whether a document is in the index. */
  holds: ((doc: Doc) => boolean) | undefined
  expireAfterSeconds: number | undefined
  /** Whether any document ever had more than one key in it. */
  multikey: boolean
  /** Whether any key ever was too long and cut, so that the order of the index is not the order of values, or stood for a symbol. */
  cut: boolean
  /** False while it is built: written to, not read from. */
  ready: boolean
  /** The version of the store whose next has it ready: states up to this one lack its entries. */
  readyAfter: number
  /** The options as they were given, for listIndexes. */
  given: Doc
  accesses: Accesses
}

/** How many queries went through an index since the server was started or the index made; kept in memory alone. */
export type Accesses = { ops: number; since: Date }

export const newAccesses = (): Accesses => ({ ops: 0, since: new Date() })

export type Collection = {
  database: string
  name: string
  namespace: string
  space: number
  uuid: Binary
  /** What its queries and indexes compare texts by if they do not say. */
  collation: Collation | undefined
  /** What its documents have to be. */
  validation: Validation | undefined
  indexes: Index[]
  /** Of the records by their `_id`. */
  accesses: Accesses
  /** The top-level fields that any index looks at, and `_id`. */
  indexedFields: ReadonlySet<string>
  /** Known once somebody asked; kept up to date from then on. */
  count: number | undefined
  dropped: boolean
  /** Where builds of indexes note which records are changed meanwhile, by their keys as texts. */
  changed: readonly Set<string>[]
}

/** What a collection is made with. */
export type Settings = Pick<Collection, 'collation' | 'validation'>

export function indexedFields(indexes: readonly Index[]): ReadonlySet<string> {
  const fields = new Set(['_id'])
  for (const index of indexes) {
    for (const [path] of index.fields) fields.add(topLevel(path))
    if (index.partial !== undefined) for (const field of filterFields(index.partial) ?? []) fields.add(field)
  }
  return fields
}

export const topLevel = (path: string): string => {
  const dot = path.indexOf('.')
  return dot < 0 ? path : path.slice(0, dot)
}

export function indexToDoc(index: Index): Doc {
  const { name, space, multikey, cut, ready, given, folding } = index
  return { name, space: new Int32(space), multikey, cut, ready, given, ...(folding !== undefined && { folding }) }
}

export function indexFromDoc(doc: Doc): Index {
  const index = newIndex(doc.name as string, Number(doc.space), doc.given as Doc)
  const folding = index.collation === undefined ? undefined : String(doc.folding)
  return { ...index, folding, multikey: doc.multikey === true, cut: doc.cut === true, ready: doc.ready === true }
}

/** An index from the specification that createIndexes was given, already checked. */
export function newIndex(name: string, space: number, given: Doc): Index {
  const partial = given.partialFilterExpression as Doc | undefined
  const fields = Object.entries(given.key as Doc).map(([path, direction]): IndexField => [path, Number(direction) < 0 ? -1 : 1])
  const collation = compileCollation(given.collation as Doc | undefined)
  const compiled = partial === undefined ? undefined : compileFilter(partial, collation === undefined ? {} : { collation })
  return {
    name,
    space,
    fields,
    directions: fields.map(([, direction]) => direction),
    hashed: Object.entries(given.key as Doc).find(([, kind]) => kind === HASHED)?.[0],
    unique: isTrue(given.unique),
    sparse: isTrue(given.sparse),
    hidden: isTrue(given.hidden),
    partial,
    collation,
    folding: collation && FOLDING,
    holds: compiled === undefined ? undefined : doc => compiled.matches(doc),
    expireAfterSeconds: given.expireAfterSeconds === undefined ? undefined : Number(given.expireAfterSeconds),
    multikey: false,
    cut: false,
    ready: false,
    readyAfter: 0,
    given,
    accesses: newAccesses(),
  }
}

/** Whether an index has exactly these fields, in this order and of these kinds. */
export function hasKey(index: Index, key: Doc): boolean {
  const fields = Object.entries(key)
  return fields.length === index.fields.length && index.fields.every((field, at) => isSameField(index, field, fields[at]!))
}

function isSameField(index: Index, [path, direction]: IndexField, [wanted, kind]: [string, Value]): boolean {
  return (
    path === wanted &&
    (index.hashed === path || kind === HASHED ? index.hashed === path && kind === HASHED : direction === Math.sign(Number(kind)))
  )
}

/** True as drivers say it: a boolean or a number that is not zero. */
export function isTrue(value: Value): boolean {
  if (value instanceof Int32 || value instanceof Double) return value.value !== 0
  return value === true || (typeof value === 'object' && value !== null && Number(value) !== 0)
}
