// Words that the server does not have yet, on this device alone: gone when it has them, with the sign-out, with "Leave quickly", and after a day.
import type { KeptDraft } from '@hearth/shared/draft'
import { keptHere } from '../forget-words.ts'

/** `sending`: they were on their way as a post when the page went. */
export type Copy = Pick<KeptDraft, 'basedOn' | 'postId' | 'parentId' | 'editing' | 'fields'> & { at: number; sending: boolean }

const start = 'hearth.'
const dayMs = 24 * 3_600_000

/** `keeper`: whose words they are; nobody else who signs in here is shown them. */
export function localCopy(keeper: string, kind: string, placeId: string) {
  const key = `${start}${keeper}.${kind}.${placeId}`
  return {
    read(): Copy | null {
      const copy = attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Copy | null) ?? null
      if (!copy || Date.now() - copy.at < dayMs) return copy
      this.clear()
      return null
    },
    /** Not once somebody has left quickly: nothing of the page must stay on the device. */
    write(copy: Omit<Copy, 'at'>) {
      if (document.documentElement.dataset.leaving !== undefined) return
      attempt(() => localStorage.setItem(key, JSON.stringify({ ...copy, at: Date.now() })))
    },
    clear: () => attempt(() => localStorage.removeItem(key)),
  }
}

/** What stands on this page is posted, so that its copy has nothing to keep any more. */
export function forgetPosted(page: ParentNode) {
  const saved = location.search.includes('said=saved')
  for (const key of keptHere()) {
    const [, , kind = '', placeId = ''] = key.split('.')
    const { postId } = attempt(() => JSON.parse(localStorage.getItem(key) ?? '{}') as Copy) ?? {}
    const isEdit = kind.startsWith('edit-')
    const posted = isEdit ? saved && placeId : postId
    if (posted && page.querySelector(`[data-id="${CSS.escape(posted)}"]`)) attempt(() => localStorage.removeItem(key))
  }
}

/** A browser may keep nothing, or have no room. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
