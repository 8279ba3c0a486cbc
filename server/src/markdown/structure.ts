// Fits what was written into a page that has headings of its own, and says of every column head that it is one.
import type { StateCore } from 'markdown-it'

/** The page's title is h1 and the post stands under an h2, so the highest heading of a text is h3. */
const highest = 3
const lowest = 6

export function lowerHeadings(state: StateCore) {
  for (const token of state.tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(lowest, Number(token.tag.slice(1)) + highest - 1)}`
}

export function nameColumns(state: StateCore) {
  for (const token of state.tokens) if (token.type === 'th_open') token.attrs = [['scope', 'col']]
}
