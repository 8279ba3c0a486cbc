// Puts a page of replies into branches: as deep as the page indents, and side by side below that.
import { limits } from '@hearth/shared/limits'
import type { Byline } from '@hearth/shared/person'

type Placed = { id: string; n: number; parentId: string | null; parentN: number | null; author: Byline }

/** `answers`: who is answered, told in words; `spoken` only for those who cannot see the branch. */
export type Branch<Item> = { item: Item; level: number; children: Branch<Item>[]; answers: Answered | null }
export type Answered = { n: number; author: Byline | null; spoken: boolean }

/** Items come in threaded order. A parent that is not on this page is told by its number. */
export function branchesOf<Item extends Placed>(items: readonly Item[]): Branch<Item>[] {
  const roots: Branch<Item>[] = []
  const placed = new Map<string, { branch: Branch<Item>; list: Branch<Item>[] }>()
  for (const item of items) {
    const parent = item.parentId === null ? undefined : placed.get(item.parentId)
    const nests = parent !== undefined && parent.branch.level < limits.depthShown
    const list = nests ? parent.branch.children : (parent?.list ?? roots)
    const level = nests ? parent.branch.level + 1 : (parent?.branch.level ?? 0)
    const branch = { item, level, children: [], answers: answeredBy(item, parent?.branch.item ?? null, nests) }
    list.push(branch)
    placed.set(item.id, { branch, list })
  }
  return roots
}

/** Replies one after the other; each says in words what it answers. */
export function rowsOf<Item extends Placed>(items: readonly Item[]): Branch<Item>[] {
  const byId = new Map(items.map(item => [item.id, item]))
  return items.map(item => {
    const parent = item.parentId === null ? null : (byId.get(item.parentId) ?? null)
    return { item, level: 0, children: [], answers: answeredBy(item, parent, false) }
  })
}

function answeredBy(item: Placed, parent: Placed | null, spoken: boolean): Answered | null {
  return item.parentN === null ? null : { n: item.parentN, author: parent?.author ?? null, spoken }
}
