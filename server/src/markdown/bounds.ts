// Bounds on what one text may ask of the parser: beyond them the rest stays plain text, so that hostile input costs little and no word is lost.
import type { Env, MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { boundTables } from './table-bound.ts'

/** Levels of the parser: a quote takes one, a list two. */
export const levelsMax = 20
/** A list inside the last level must still fit, or the parser would leave its words out. */
const levelsBelow = 3
/** Parts of the outline (a paragraph has three, a list item five); a long post of mostly lists has about 2 000. */
const blocksMax = 6_000
/** Places in a text where a mark may begin; the longest post that was seen in use has about 1 500. */
const stepsMax = 6_000
/** An address is checked and rewritten, so a link counts as much as this many other marks. */
const stepsPerLink = 10

export function boundParser(md: MarkdownIt) {
  boundTables(md)
  md.block.ruler.before('table', 'bounds', restOfBlocks)
  md.inline.ruler.before('text', 'bounds', restOfText)
}

/** Comes before all rules of the outline, and takes what is too deep or too much as one paragraph. */
function restOfBlocks(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (silent) return false
  if (state.tokens.length > blocksMax) return takeAsParagraph(state, startLine, endLine)
  if (state.level < levelsMax - levelsBelow) return false
  return takeAsParagraph(state, startLine, endOfParagraph(state, startLine, endLine))
}

function endOfParagraph(state: StateBlock, startLine: number, endLine: number) {
  let line = startLine + 1
  while (line < endLine && !state.isEmpty(line) && state.sCount[line]! >= state.blkIndent) line += 1
  return line
}

function takeAsParagraph(state: StateBlock, startLine: number, nextLine: number) {
  state.push('paragraph_open', 'p', 1)
  const inline = state.push('inline', '', 0)
  inline.content = state.getLines(startLine, nextLine, state.blkIndent, false).trim()
  inline.map = [startLine, nextLine]
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  state.line = nextLine
  return true
}

/** Comes before all rules of the text and counts; beyond the bound it takes the rest as it stands. */
function restOfText(state: StateInline, silent: boolean): boolean {
  if (silent) return false
  const steps = stepsIn(state.env) + (isRightAfterLink(state) ? stepsPerLink : 1)
  state.env.steps = steps
  if (steps <= stepsMax) return false
  state.pending += state.src.slice(state.pos, state.posMax)
  state.pos = state.posMax
  return true
}

function isRightAfterLink(state: StateInline) {
  return state.pending === '' && state.tokens.at(-1)?.type === 'link_close'
}

function stepsIn(env: Env) {
  return typeof env.steps === 'number' ? env.steps : 0
}
