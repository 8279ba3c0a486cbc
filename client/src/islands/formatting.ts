// The bar of formats over a text: Markdown put around what is marked, by button or key, so that undo still works.
import type { Translate } from '../messages.ts'

type Format = {
  name: 'bold' | 'italic' | 'heading' | 'quote' | 'list' | 'numbers' | 'link'
  key?: string
  around?: [string, string]
  before?: string
}

const formats: Format[] = [
  { name: 'bold', key: 'b', around: ['**', '**'] },
  { name: 'italic', key: 'i', around: ['*', '*'] },
  { name: 'heading', before: '## ' },
  { name: 'quote', before: '> ' },
  { name: 'list', before: '- ' },
  { name: 'numbers', before: '1. ' },
  { name: 'link', key: 'k', around: ['[', '](https://)'] },
]

export function formatting(form: HTMLFormElement, text: HTMLTextAreaElement, t: Translate) {
  const bar = form.querySelector<HTMLElement>('[data-toolbar]')
  const buttons = formats.map((format, at) => buttonFor(format, t(`write.${format.name}`), at === 0, () => put(text, format)))
  bar?.replaceChildren(...buttons)
  bar?.addEventListener('keydown', event => walk(event, buttons))
  text.addEventListener('keydown', event => {
    const format = event.ctrlKey || event.metaKey ? formats.find(({ key }) => key === event.key.toLowerCase()) : undefined
    if (!format || event.altKey || event.shiftKey) return
    event.preventDefault()
    put(text, format)
  })
}

function buttonFor({ key }: Format, label: string, first: boolean, press: () => void) {
  const button = document.createElement('button')
  Object.assign(button, { type: 'button', className: 'act', textContent: label, tabIndex: first ? 0 : -1, onclick: press })
  if (key) button.setAttribute('aria-keyshortcuts', `Control+${key.toUpperCase()}`)
  return button
}

/** One stop of the Tab key; arrows, Home and End walk within. */
function walk(event: KeyboardEvent, buttons: HTMLButtonElement[]) {
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const forward = document.documentElement.dir === 'rtl' ? -1 : 1
  const steps: Record<string, number> = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: buttons.length - 1 }
  const to = steps[event.key]
  if (to === undefined) return
  event.preventDefault()
  const next = buttons.at(to % buttons.length)
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1
  next?.focus()
}

function put(text: HTMLTextAreaElement, { around, before = '' }: Format) {
  const { selectionStart: start, selectionEnd: end, value } = text
  text.focus()
  if (!around) return putBefore(text, before)
  const marked = value.slice(start, end)
  insert(text, `${around[0]}${marked}${around[1]}`)
  const from = start + around[0].length
  text.setSelectionRange(from, from + marked.length)
}

/** At the beginning of every line that is marked, or of the line of the cursor. */
function putBefore(text: HTMLTextAreaElement, sign: string) {
  const from = text.value.lastIndexOf('\n', text.selectionStart - 1) + 1
  const lines = text.value.slice(from, text.selectionEnd)
  text.setSelectionRange(from, text.selectionEnd)
  insert(text, lines.replace(/^/gm, sign))
}

/** The old command is the one way that keeps the history of undo. */
function insert(text: HTMLTextAreaElement, words: string) {
  if (document.execCommand('insertText', false, words)) return
  text.setRangeText(words, text.selectionStart, text.selectionEnd, 'end')
  text.dispatchEvent(new Event('input', { bubbles: true }))
}
