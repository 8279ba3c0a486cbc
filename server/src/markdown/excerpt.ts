// An excerpt: the first words of a post as plain text, for lists; it names nobody.
import type { Token } from 'markdown-it'
import { maskHandles } from './mentions.ts'

/** Characters (UTF-16 code units), the ellipsis included. */
const excerptMax = 200
/** Enough to fill an excerpt after spaces have been joined. */
const gatherMax = 4 * excerptMax

export function excerptOf(tokens: Token[], mentionable: ReadonlyMap<string, string>): string {
  let text = ''
  for (const block of tokens) {
    if (text.length > gatherMax) break
    text += ` ${block.children ? block.children.map(plain).join('') : block.content}`
  }
  return cut(maskHandles(text.replace(/\s+/g, ' ').trim(), mentionable))
}

function plain(token: Token) {
  if (token.type === 'mention') return '@…'
  return token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content
}

function cut(text: string) {
  if (text.length <= excerptMax) return text
  const start = text.slice(0, excerptMax - 1)
  const space = start.lastIndexOf(' ')
  const words = start.slice(0, space > excerptMax / 2 ? space : undefined).replace(/[\ud800-\udbff]$/, '')
  // A stop before the ellipsis would read as a fourth dot.
  return `${words.replace(/[.,;:…]+$/, '')}…`
}
