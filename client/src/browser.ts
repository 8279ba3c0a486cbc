// The script of every page: the small things that need no framework, and the door through which the livelier parts are loaded when there are any.
import { forgetWords, keptHere } from './forget-words.ts'
import { leaveQuickly } from './leave.ts'

const page = document.documentElement
page.classList.add('js')
leaveQuickly(document)
if (location.search.includes('said=signedOut')) forgetWords()
fillTimeZones()
document.querySelector<HTMLElement>('[data-focus]')?.focus()
document.addEventListener('click', event => {
  const button = (event.target as Element).closest<HTMLElement>('[data-copy], [data-copy-from], [data-print]')
  if (button?.dataset.print !== undefined) print()
  else if (button) void import('./copy.ts').then(({ copy }) => copy(button))
})
document.addEventListener('click', reactInPlace)
startIslands()

/** Asked for only where somebody joins; the field is in the form and can be seen in the source. */
function fillTimeZones() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-time-zone]')) field.value ||= timeZone
}

/** The list of replies comes alive when the page is at rest, a composer when somebody turns to it or has words waiting there. */
function startIslands() {
  const replies = document.querySelector<HTMLElement>('[data-island="replies"]')
  if (replies) whenAtRest(() => void import('./hydrate.ts').then(({ startReplies }) => startReplies(replies)))
  const room = document.querySelector<HTMLElement>('[data-island="room"]')
  if (room) void import('./hydrate.ts').then(({ startRoom }) => startRoom(room))
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-island="composer"]')) {
    const start = () => void import('./hydrate.ts').then(({ startComposer }) => startComposer(form))
    form.addEventListener('focusin', start, { once: true })
    if (form.contains(document.activeElement)) start()
    // Words that only this device has come back without being asked.
    else if (keptHere().length > 0) whenAtRest(start)
  }
  document.addEventListener('click', answerInPlace)
}

/** A reaction is a button of a form; with script it is pressed where it stands. */
function reactInPlace(event: MouseEvent) {
  const button = (event.target as Element).closest<HTMLButtonElement>('button[data-react]')
  if (!button) return
  event.preventDefault()
  void import('./islands/marks.ts').then(({ press }) => press(button))
}

/** "Reply" is a link to the page with the composer for that reply; with script the composer on this page turns to it. */
function answerInPlace(event: MouseEvent) {
  const link = (event.target as Element).closest<HTMLElement>('a[data-reply]')
  const form = document.querySelector<HTMLFormElement>('form[data-island="composer"]')
  if (!link || !form || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  void import('./hydrate.ts').then(async ({ startComposer }) => (await startComposer(form)).answer(link))
}

function whenAtRest(start: () => void) {
  const idle = () => ('requestIdleCallback' in window ? requestIdleCallback(start, { timeout: 2_000 }) : setTimeout(start, 200))
  if (document.readyState === 'complete') idle()
  else addEventListener('load', idle, { once: true })
}
