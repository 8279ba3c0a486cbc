// Changes the page without moving what the reader looks at, where the browser does not see to that itself.

const seesToIt = 'CSS' in globalThis && CSS.supports('overflow-anchor', 'auto')

export function keepPlace(change: () => void) {
  const anchor = seesToIt ? null : anchorInView()
  const before = anchor?.getBoundingClientRect().top ?? 0
  change()
  if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before)
}

/** What has the focus, else the first post whose top is in sight. */
function anchorInView(): Element | null {
  const focused = document.activeElement
  if (focused && focused !== document.body && inView(focused)) return focused
  return [...document.querySelectorAll('[data-id]')].find(inView) ?? null
}

function inView(element: Element) {
  const { top } = element.getBoundingClientRect()
  return top >= 0 && top < innerHeight
}
