// Puts a newer state of a post in the place of the shown one, piece by piece: what the reader holds, focus or an opened fold, stays.

export function patchPost(shown: HTMLElement, newer: HTMLElement) {
  const goneOrBack = shown.classList.contains('gone') || newer.classList.contains('gone')
  if (goneOrBack) return replaceWhole(shown, newer)
  shown.dataset.seq = newer.dataset.seq ?? ''
  swap(shown, newer, '.facts-line')
  const open = bodyOf(shown)?.matches('details[open]') ?? false
  const body = bodyOf(newer)
  if (body instanceof HTMLDetailsElement) body.open = open
  if (body) bodyOf(shown)?.replaceWith(body)
}

function replaceWhole(shown: HTMLElement, newer: HTMLElement) {
  const held = shown.contains(document.activeElement)
  shown.replaceWith(newer)
  if (!held) return
  newer.setAttribute('tabindex', '-1')
  newer.focus()
}

function bodyOf(post: HTMLElement) {
  return post.querySelector(':is(:scope, :scope > .muted) > :is(.prose, .noted, details:not(.muted))')
}

function swap(shown: HTMLElement, newer: HTMLElement, part: string) {
  const next = newer.querySelector(part)
  if (next) shown.querySelector(part)?.replaceWith(next)
}
