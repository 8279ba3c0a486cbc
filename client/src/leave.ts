// "Leave quickly": replaces the page, so that Back does not lead here; Escape three times does the same. It never asks.

import { forgetWords } from './forget-words.ts'

/** Presses of Escape, and the milliseconds within which they count. */
const presses = 3
const within = 1_500

export function leaveQuickly(document: Document) {
  const link = document.querySelector<HTMLAnchorElement>('a[data-exit]')
  if (!link) return
  link.addEventListener('click', event => {
    event.preventDefault()
    leave(link.href)
  })
  // Switched off by the reader's choice: the link alone leaves.
  if (link.dataset.exit === 'link-only') return
  let times: number[] = []
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.repeat || event.isComposing || isWithin(event.target)) return
    times = [...times, event.timeStamp].slice(-presses)
    if (times.length === presses && event.timeStamp - (times[0] ?? 0) <= within) leave(link.href)
  })
}

/** Escape means something else there. */
function isWithin(target: EventTarget | null) {
  return target instanceof Element && target.closest('dialog, [role="dialog"], [role="menu"], [role="listbox"]') !== null
}

function leave(href: string) {
  // Unsent words must not make the browser ask.
  document.documentElement.dataset.leaving = ''
  document.body.hidden = true
  // What is not kept yet goes to the server on the way out; on the device nothing stays.
  dispatchEvent(new Event('hearth:leave'))
  forgetWords()
  location.replace(href)
}
