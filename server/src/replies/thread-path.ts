// Where a reply stands in its thread: its path sorts a topic in threaded order as plain text.
import { limits } from '@hearth/shared/limits'

const digits = 4

/** Fixed width in base 36, so that text order is number order: up to 1,679,615 replies in a topic. */
function step(n: number) {
  return n.toString(36).padStart(digits, '0')
}

/** Below 32 levels a reply sorts beneath the last level that counts, while its parent stays true. */
export function placeUnder(parent: { n: number; root: number; path: string; depth: number } | null, n: number) {
  if (!parent) return { root: n, path: step(n), depth: 0, parentN: null }
  const full = parent.path.length >= limits.depthSorted * digits
  const above = full ? parent.path.slice(0, (limits.depthSorted - 1) * digits) : parent.path
  return { root: parent.root, path: above + step(n), depth: parent.depth + 1, parentN: parent.n }
}
