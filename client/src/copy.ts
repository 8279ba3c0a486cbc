// Copies a link or kept words, and says so where the hand was and in the page's one polite region.
import { say } from './say.ts'
import { wordsOf } from './words.ts'

export async function copy(button: HTMLElement) {
  const { t } = await wordsOf('copy')
  const copied = await navigator.clipboard.writeText(textFor(button)).then(
    () => true,
    () => false,
  )
  const words = t(copied ? (button.dataset.copy ? 'post.copied' : 'live.copied') : 'live.notCopied')
  beside(button, words)
  say(words)
}

function textFor({ dataset }: HTMLElement) {
  if (dataset.copy) return new URL(dataset.copy, location.href).href
  const source = document.getElementById(dataset.copyFrom ?? '')
  if (source instanceof HTMLTextAreaElement || source instanceof HTMLInputElement) return source.value
  const items = source?.querySelectorAll('li') ?? []
  return items.length > 0 ? [...items].map(item => item.textContent).join('\n') : (source?.textContent ?? '')
}

/** Seen, not spoken: the region speaks. */
function beside(button: HTMLElement, words: string) {
  const before = button.nextElementSibling
  const note = before?.hasAttribute('data-result') ? before : document.createElement('span')
  note.className = 'meta'
  note.setAttribute('data-result', '')
  note.setAttribute('aria-hidden', 'true')
  note.textContent = words
  button.after(note)
}
