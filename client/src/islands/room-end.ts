// Keeps a reader who is at the end of the talk at its end, and nobody else: whoever reads further up is not moved.

/** Pixels that still count as the end. */
const slack = 48

export function atTheEnd(root: HTMLElement, seen: () => void) {
  const log = () => root.querySelector<HTMLElement>('#log')
  const foot = () => root.querySelector<HTMLElement>('.foot-part')

  /** How far the end of the talk is below what can be seen, in pixels; where the composer sticks it covers what is under it. */
  function below(): number {
    const end = log()?.getBoundingClientRect().bottom ?? 0
    const cover = foot()
    const edge = cover && getComputedStyle(cover).position === 'sticky' ? cover.getBoundingClientRect().top : innerHeight
    return end - edge
  }

  const isSeen = () => document.visibilityState === 'visible' && below() <= slack

  addEventListener('scroll', () => isSeen() && seen(), { passive: true })
  document.addEventListener('visibilitychange', () => isSeen() && seen())

  return {
    seen: isSeen,
    /** Draws, and stays at the end where the reader was there; who writes further down, or reads the steps, is not moved. */
    keep(draw: () => void) {
      const before = below()
      const height = log()?.offsetHeight ?? 0
      draw()
      const grown = (log()?.offsetHeight ?? 0) - height
      if (grown > 0 && Math.abs(before) <= slack) scrollBy({ top: below(), behavior: 'instant' })
    },
    go() {
      if (scrollY === 0 && !location.hash && below() > 0) scrollBy({ top: below(), behavior: 'instant' })
    },
    /** False when it is not on the page. */
    focus(id: string | undefined): boolean {
      const line = id && root.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
      if (!line) return false
      line.focus()
      return true
    },
  }
}
