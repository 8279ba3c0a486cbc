// An own reply on its way: its words as they were typed, in the place where it will stand.
import type { OnPage } from './on-page.ts'
import type { Sending } from './replies.ts'

/** Returns what takes the row away again. */
export function waitingRow(page: OnPage, reply: Sending, posting: string): () => void {
  if (!page.fits(reply)) return () => undefined
  const row = document.createElement('li')
  const post = document.createElement('article')
  post.className = 'post waiting'
  post.setAttribute('aria-busy', 'true')
  const note = Object.assign(document.createElement('p'), { className: 'meta', textContent: posting })
  const words = Object.assign(document.createElement('div'), { className: 'prose', dir: 'auto' })
  words.append(...reply.body.split(/\n{2,}/).map(textContent => Object.assign(document.createElement('p'), { textContent })))
  post.append(note, words)
  row.append(post)
  const list = page.listFor(reply.parentId)
  list.append(row)
  return () => {
    row.remove()
    if (list.childElementCount === 0 && list.id !== 'replies') list.remove()
  }
}
