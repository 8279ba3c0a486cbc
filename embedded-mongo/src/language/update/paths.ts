// The paths of an update: checked, and refused where two of them would change the same thing.
import { compareStrings } from '../compare.ts'
import { badValue, queryError } from '../errors.ts'
import { arrayIndex } from '../fields.ts'

export function updatePath(path: string): readonly string[] {
  if (path === '') throw queryError(56, `An empty update path is not valid.`)
  const parts = path.split('.')
  for (const part of parts) checkPart(part, path)
  if (parts[0]!.startsWith('$')) {
    throw badValue(`Cannot have positional (i.e. '$') or array filter (i.e. '$[<id>]') element in the first position in path '${path}'`)
  }
  return parts
}

function checkPart(part: string, path: string): void {
  if (part === '') throw queryError(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
  if (part === '__proto__') throw badValue(`The update path '${path}' contains '__proto__', which is not allowed.`)
  if (!part.startsWith('$') || part === '$' || /^\$\[[^\]]*\]$/.test(part)) return
  throw queryError(52, `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`)
}

/** The identifier of `$[id]`, empty for `$[]`, undefined for any other part. */
export function arrayFilterName(part: string): string | undefined {
  return part.startsWith('$[') ? part.slice(2, -1) : undefined
}

export function isPositional(part: string): boolean {
  return part.startsWith('$')
}

/** New fields come into a document in this order. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = arrayIndex(a[i]!)
    const y = arrayIndex(b[i]!)
    const order = x >= 0 && y >= 0 ? x - y : compareStrings(a[i]!, b[i]!)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** The paths changed so far, as a tree. */
export interface PathTree {
  ended: boolean
  children: Map<string, PathTree>
}

export function emptyTree(): PathTree {
  return { ended: false, children: new Map() }
}

/** Throws 40 if the path, a part of it, or something under it is already there. */
export function claimPath(tree: PathTree, parts: readonly string[]): void {
  let node = tree
  for (const [i, part] of parts.entries()) {
    if (node.ended) throw conflict(parts, i)
    const next = node.children.get(part) ?? emptyTree()
    node.children.set(part, next)
    node = next
  }
  if (node.ended || node.children.size > 0) throw conflict(parts, parts.length)
  node.ended = true
}

function conflict(parts: readonly string[], length: number): Error {
  return queryError(40, `Updating the path '${parts.join('.')}' would create a conflict at '${parts.slice(0, length).join('.')}'`)
}
