// The replies that stand on the page, as the server or an earlier event wrote them: finds them, knows where a new one belongs, and focuses.
import { limits } from '@hearth/shared/limits'
import type { AnyReply } from '../apply.ts'
import type { RepliesData } from './replies.ts'

export type OnPage = ReturnType<typeof onPage>
type Placed = Pick<AnyReply, 'id' | 'parentId'>

export function onPage(list: HTMLElement, data: Pick<RepliesData, 'view' | 'order' | 'isLast'>) {
  function find(id: string): HTMLElement | null {
    return list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
  }

  /** Newer replies belong to the end of the list on its last page, and answers where the answered stands. */
  function fits({ parentId }: Pick<Placed, 'parentId'>, others: readonly Placed[] = []): boolean {
    if (!data.isLast || data.order === 'newest') return false
    if (data.view === 'flat' || parentId === null || find(parentId)) return true
    const parent = others.find(other => other.id === parentId)
    return parent !== undefined && fits(parent, others)
  }

  /** The list that an answer to this reply goes to; made when it is the first. */
  function listFor(parentId: string | null): HTMLElement {
    const parent = parentId !== null && data.view === 'threaded' ? find(parentId)?.closest('li') : null
    if (!parent) return list
    if (!nests(parentId)) return parent.parentElement ?? list
    const known = parent.querySelector<HTMLElement>(':scope > ol')
    if (known) return known
    const made = document.createElement('ol')
    made.className = 'replies'
    parent.append(made)
    return made
  }

  /** As deep as the page indents; below that answers stand side by side. */
  function nests(parentId: string | null): boolean {
    if (parentId === null || data.view === 'flat') return false
    let level = -1
    for (let at = find(parentId)?.closest('ol'); at && list.contains(at); at = at.parentElement?.closest('ol')) level += 1
    return level >= 0 && level < limits.depthShown
  }

  /** An empty row where this reply belongs. */
  function rowFor({ parentId, n }: Pick<AnyReply, 'parentId' | 'n'>): HTMLLIElement {
    const row = document.createElement('li')
    const target = listFor(parentId)
    target.insertBefore(row, target === list || nests(parentId) ? firstAfter(target, n) : null)
    document.querySelector('.none-yet')?.remove()
    return row
  }

  function focus(id: string | undefined) {
    const post = id === undefined ? null : find(id)
    post?.setAttribute('tabindex', '-1')
    post?.focus()
  }

  return {
    find,
    fits,
    listFor,
    nests,
    rowFor,
    focus,
    has: (id: string) => find(id) !== null,
    isStale: (id: string, seq: number) => Number(find(id)?.dataset.seq ?? seq) < seq,
    hasNumber: (n: number) => list.querySelector(`[data-n="${n}"]`) !== null,
    highestN: () => Math.max(0, ...[...list.querySelectorAll<HTMLElement>('[data-n]')].map(post => Number(post.dataset.n))),
  }
}

function firstAfter(list: HTMLElement, n: number): Element | null {
  return [...list.children].find(row => Number(row.querySelector<HTMLElement>('[data-n]')?.dataset.n) > n) ?? null
}
