// A bound on tables: one of more cells than anybody reads stays text, since a few characters can ask for thousands of empty cells.
import type { MarkdownIt, StateBlock } from 'markdown-it'

const cellsMax = 2_000

type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean

/** Throws when the parser has no rule for tables, which would leave them without a bound. */
export function boundTables(md: MarkdownIt) {
  const table = md.block.ruler.getRules('').find(rule => rule.name === 'table')
  if (!table) throw new Error('The Markdown parser has no rule named table')
  md.block.ruler.at('table', boundedTable(table), { alt: ['paragraph', 'reference'] })
}

function boundedTable(table: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    const columns = columnsOf(state, startLine + 1, endLine)
    if (columns > 0 && isTooLarge(state, startLine, endLine, columns)) return false
    return table(state, startLine, endLine, silent)
  }
}

/** Columns that the line under the head announces; 0 when it is no such line. */
function columnsOf(state: StateBlock, line: number, endLine: number) {
  if (line >= endLine) return 0
  const text = state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]!)
  return /^[\s|:-]+$/.test(text) ? (text.match(/-+/g)?.length ?? 0) : 0
}

/** Lines that were counted once are not counted again, or a text of heads of tables would take square time. */
function isTooLarge(state: StateBlock, startLine: number, endLine: number, columns: number) {
  const refusedUntil = typeof state.env.noTableUntil === 'number' ? state.env.noTableUntil : 0
  if (startLine < refusedUntil) return true
  let line = startLine
  while (line < endLine && !state.isEmpty(line) && (line - startLine) * columns <= cellsMax) line += 1
  if ((line - startLine) * columns <= cellsMax) return false
  state.env.noTableUntil = line
  return true
}
