// Writes the safe HTML of a post as Markdown, every sign of Markdown in people's words escaped: no post can look like the frame around it.
import { type Element, type Node, treeOf } from './html-tree.ts'

/** Blocks parted by empty lines; without a line end. `base` is the address of the site, for links within it. */
export function markdownOf(html: string, base: string): string {
  return blocks(treeOf(html.replaceAll('href="/', `href="${base}/`)))
}

/** One line of plain words, such as a name or a title. */
export function plainMarkdown(text: string): string {
  return atStart(escapedWords(text.replace(/\s+/g, ' ').trim()))
}

const ofBlocks = new Set(['p', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote', 'ul', 'ol', 'table', 'hr'])
const isBlock = (node: Node): node is Element => typeof node !== 'string' && ofBlocks.has(node.tag)

function blocks(nodes: Node[]): string {
  const written: string[] = []
  let words: Node[] = []
  const end = () => {
    const text = paragraph(words)
    if (text) written.push(text)
    words = []
  }
  for (const node of nodes) {
    if (!isBlock(node)) words.push(node)
    else {
      end()
      written.push(block(node))
    }
  }
  end()
  return written.filter(Boolean).join('\n\n')
}

function block(node: Element): string {
  if (node.tag === 'hr') return '***'
  if (node.tag === 'pre') return fenced(textIn(node))
  if (node.tag === 'blockquote') return prefixed('> ', '> ', blocks(node.children))
  if (node.tag === 'table') return table(node)
  if (node.tag === 'ul' || node.tag === 'ol') return list(node)
  if (node.tag.startsWith('h')) return `${'#'.repeat(Number(node.tag[1]))} ${paragraph(node.children).replace(/\\?\n/g, ' ')}`
  return paragraph(node.children)
}

function list({ tag, start, children }: Element) {
  const items = children.filter((child): child is Element => typeof child !== 'string' && child.tag === 'li')
  return items
    .map((item, at) => {
      const mark = tag === 'ol' ? `${start + at}. ` : '- '
      return prefixed(mark, ' '.repeat(mark.length), blocks(item.children))
    })
    .join('\n')
}

function prefixed(first: string, rest: string, text: string) {
  return text
    .split('\n')
    .map((line, at) => `${at === 0 ? first : rest}${line}`.trimEnd())
    .join('\n')
}

function table(node: Element) {
  const rows = allOf(node, 'tr').map(row => row.children.filter((child): child is Element => typeof child !== 'string'))
  const lines = rows.map(cells => `| ${cells.map(cell => paragraph(cell.children).replace(/\\?\n/g, ' ')).join(' | ')} |`)
  const rule = `|${' --- |'.repeat(rows[0]?.length ?? 0)}`
  return [lines[0] ?? '', rule, ...lines.slice(1)].join('\n')
}

function allOf(node: Element, tag: string): Element[] {
  return node.children.flatMap(child => (typeof child === 'string' ? [] : child.tag === tag ? [child] : allOf(child, tag)))
}

function paragraph(nodes: Node[]) {
  return nodes
    .map(inline)
    .join('')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .trim()
    .split('\n')
    .map(atStart)
    .join('\n')
}

function inline(node: Node): string {
  if (typeof node === 'string') return escapedWords(node.replace(/\s+/g, ' '))
  if (node.tag === 'br') return '\\\n'
  if (node.tag === 'code') return coded(textIn(node))
  const words = node.children.map(inline).join('')
  if (node.tag === 'em') return around('*', words)
  if (node.tag === 'strong') return around('**', words)
  if (node.tag === 's') return around('~~', words)
  if (node.tag === 'a' && node.href && !node.isMention) return `[${words}](<${node.href.replace(/[<>\s]/g, encodeURIComponent)}>)`
  return words
}

function around(mark: string, words: string) {
  return words.trim() === '' ? words : `${mark}${words.trim()}${mark}`
}

function coded(text: string) {
  const mark = '`'.repeat(longestRun(text) + 1)
  return `${mark} ${text.replace(/\s+/g, ' ')} ${mark}`
}

function fenced(text: string) {
  const mark = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${mark}\n${text.replace(/\n$/, '')}\n${mark}`
}

function longestRun(text: string) {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length))
}

function textIn(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textIn).join('')
}

function escapedWords(text: string) {
  return text.replace(/[\\`*_[\]<>|~&]/g, '\\$&')
}

/** What would begin a heading, a list or a rule. */
function atStart(line: string) {
  return line.replace(/^([#+=-])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2')
}
