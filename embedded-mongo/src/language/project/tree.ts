// A projection as a tree of paths, and what it makes of a document.
import { queryError } from '../errors.ts'
import { getField, setField } from '../fields.ts'
import { type Doc, isDocument, type Value } from '../types.ts'

export type Leaf =
  | { kind: 'include' }
  | { kind: 'exclude' }
  | { kind: 'compute'; evaluate: (root: Doc) => Value }
  /** Makes another value of the field's; `undefined` leaves the field out. */
  | { kind: 'change'; change: (value: Value, root: Doc) => Value }

export interface Node {
  leaf?: Leaf
  children: Map<string, Node>
  computes: boolean
}

export function emptyNode(): Node {
  return { children: new Map(), computes: false }
}

export function addLeaf(root: Node, path: string, leaf: Leaf): void {
  let node = root
  const parts = path.split('.')
  for (const [i, part] of parts.entries()) {
    if (part === '') throw queryError(40353, `FieldPath must not end with a '.' and its names may not be empty: '${path}'.`)
    if (part.startsWith('$'))
      throw queryError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`)
    if (node.leaf) throw queryError(31249, `Path collision at ${path} remaining portion ${parts.slice(i).join('.')}`)
    node.computes ||= leaf.kind === 'compute'
    const next = node.children.get(part) ?? emptyNode()
    node.children.set(part, next)
    node = next
  }
  if (node.leaf || node.children.size > 0) throw queryError(31250, `Path collision at ${path}`)
  node.leaf = leaf
  node.computes = leaf.kind === 'compute'
}

/** `keep`: fields that the tree does not name stay. */
export function applyTree(doc: Doc, tree: Node, keep: boolean, root: Doc): Doc {
  const result: Doc = {}
  for (const name of Object.keys(doc)) {
    const node = tree.children.get(name)
    const value = node ? applyNode(doc[name], node, keep, root) : keep ? doc[name] : undefined
    if (value !== undefined) setField(result, name, value)
  }
  if (tree.computes) addComputed(doc, result, tree, keep, root)
  return result
}

function applyNode(value: Value, node: Node, keep: boolean, root: Doc): Value {
  const { leaf } = node
  if (!leaf) return applyBelow(value, node, keep, root)
  if (leaf.kind === 'include') return value
  if (leaf.kind === 'change') return leaf.change(value, root)
  // A computed field keeps its place among fields that stay; otherwise it comes after those taken over.
  return leaf.kind === 'compute' && keep ? leaf.evaluate(root) : undefined
}

function applyBelow(value: Value, node: Node, keep: boolean, root: Doc): Value {
  if (isDocument(value)) return applyTree(value, node, keep, root)
  if (Array.isArray(value)) return value.map(element => applyBelow(element, node, keep, root)).filter(element => element !== undefined)
  if (node.computes) return applyTree({}, node, keep, root)
  return keep ? value : undefined
}

function addComputed(doc: Doc, result: Doc, tree: Node, keep: boolean, root: Doc): void {
  for (const [name, node] of tree.children) {
    const present = getField(doc, name) !== undefined
    if (!node.computes || (present && (keep || !node.leaf))) continue
    const value = node.leaf?.kind === 'compute' ? node.leaf.evaluate(root) : applyTree({}, node, keep, root)
    if (value !== undefined) setField(result, name, value)
  }
}
