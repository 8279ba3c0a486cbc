// Projections: which fields of a document are returned, which are left out, and which are made.
import type { Collation } from './collation.ts'
import { badValue, queryError, unsupported } from './errors.ts'
import { compileExpression } from './expression.ts'
import { nearestNumber } from './numbers.ts'
import { elemMatchLeaf, isFindSlice, positionalLeaf, sliceLeaf } from './project/elements.ts'
import { addLeaf, applyTree, emptyNode, type Leaf } from './project/tree.ts'
import { type Doc, isDocument, isNumber, type Value } from './types.ts'

export interface ProjectionOptions {
  /** The filter whose match the positional `$` refers to. */
  filter?: Doc
  let?: Doc
  now?: Date
  collation?: Collation
}

interface Entry {
  path: string
  leaf: Leaf
  /** Whether it says by itself what happens to the fields that are not named. */
  decides: 'inclusion' | 'exclusion' | undefined
}

export function compileProjection(spec: Doc, options: ProjectionOptions = {}): (doc: Doc) => Doc {
  if (Object.keys(spec).length === 0) return doc => doc
  return compileEntries(entriesOf(spec, '', options, true))
}

/** `$project`: as find's projection, but `$slice` and `$elemMatch` are only what expressions know. */
export function compileProjectStage(spec: Value, options: ProjectionOptions): (doc: Doc) => Doc {
  if (!isDocument(spec)) throw queryError(15969, '$project specification must be an object')
  if (Object.keys(spec).length === 0)
    throw queryError(51272, 'Invalid $project :: caused by :: projection specification must have at least one field')
  return compileEntries(entriesOf(spec, '', options, false))
}

function compileEntries(entries: readonly Entry[]): (doc: Doc) => Doc {
  const including = isInclusion(entries)
  const tree = emptyNode()
  for (const { path, leaf } of entries) addLeaf(tree, path, leaf)
  if (including && !tree.children.has('_id')) addLeaf(tree, '_id', { kind: 'include' })
  return doc => applyTree(doc, tree, !including, doc)
}

/** The identity alone may be left out of an inclusion. */
function isInclusion(entries: readonly Entry[]): boolean {
  const deciding = entries.filter(entry => entry.path !== '_id' && entry.decides)
  const first = deciding[0]?.decides ?? entries.find(entry => entry.path === '_id')?.decides ?? 'exclusion'
  for (const { path, decides } of deciding) {
    if (decides === first) continue
    const [code, what] = first === 'inclusion' ? [31254, 'exclusion'] : [31253, 'inclusion']
    throw queryError(code as number, `Cannot do ${what} on field ${path} in ${first} projection`)
  }
  return first === 'inclusion'
}

function entriesOf(spec: Doc, prefix: string, options: ProjectionOptions, isFind: boolean): Entry[] {
  return Object.entries(spec).flatMap(([name, value]) => {
    const path = prefix + name
    if (isDocument(value) && !isOperator(value)) {
      if (Object.keys(value).length === 0)
        throw queryError(51270, 'An empty sub-projection is not a valid value. Found empty object at path')
      return entriesOf(value, `${path}.`, options, isFind)
    }
    return [isFind ? findEntry(path, value, options) : plainEntry(path, value, options)]
  })
}

function isOperator(value: Doc): boolean {
  return Object.keys(value)[0]?.startsWith('$') === true
}

function findEntry(path: string, value: Value, options: ProjectionOptions): Entry {
  if (path === '$' || path.endsWith('.$')) return positionalEntry(path, options)
  if (isDocument(value)) {
    if (Object.hasOwn(value, '$slice') && isFindSlice(value.$slice)) return { path, leaf: sliceLeaf(value.$slice), decides: undefined }
    if (Object.hasOwn(value, '$elemMatch')) return { path, leaf: elemMatchLeaf(value.$elemMatch, options), decides: 'inclusion' }
    if (Object.hasOwn(value, '$meta')) throw unsupported('the projection $meta')
  }
  return plainEntry(path, value, options)
}

function positionalEntry(path: string, options: ProjectionOptions): Entry {
  if (path === '$') throw badValue("Positional projection '$' has to follow a field")
  return { path: path.slice(0, -2), leaf: positionalLeaf(options.filter, options), decides: 'inclusion' }
}

function plainEntry(path: string, value: Value, options: ProjectionOptions): Entry {
  if (typeof value === 'boolean' || isNumber(value)) {
    const include = typeof value === 'boolean' ? value : nearestNumber(value) !== 0
    return { path, leaf: { kind: include ? 'include' : 'exclude' }, decides: include ? 'inclusion' : 'exclusion' }
  }
  const evaluate = compileExpression(value, options)
  return { path, leaf: { kind: 'compute', evaluate }, decides: 'inclusion' }
}
