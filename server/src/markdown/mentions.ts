// Mentions: `@handle` in plain text becomes a token that holds the account's id, so that a changed or hidden name never stays behind in stored HTML.
import type { Token } from 'markdown-it'

/** Private-use characters around an account's id. They are taken out of all that people write, so nobody can forge a token. */
export const tokenOpen = '\uE000'
export const tokenClose = '\uE001'

/** Not after a letter, a path or another @ (an address of mail or of another network), and not before one. */
const pattern = /(?<![\p{L}\p{N}_@./+-])@([A-Za-z][A-Za-z0-9_-]{2,23})(?![\p{L}\p{N}_@-])/gu

export function withoutTokenMarks(text: string) {
  return text.replace(/[\uE000\uE001]/g, '')
}

/** Splits mentions out of the text of `tokens`, in place; answers the accounts that were mentioned, each once. */
export function markMentions(tokens: Token[], mentionable: ReadonlyMap<string, string>): string[] {
  const mentioned = new Set<string>()
  for (const block of tokens) {
    if (!block.children) continue
    block.children = eachText(block.children, (token, inLink) => {
      // An entity such as `&#xE000;` only becomes a character while parsing.
      token.content = withoutTokenMarks(token.content)
      return inLink ? [token] : split(token, mentionable, mentioned)
    })
  }
  return [...mentioned]
}

/** Every handle that may be meant, in lower case; sentences may end in `_` or `-`, so both readings count. */
export function candidatesIn(tokens: Token[]): string[] {
  const found = new Set<string>()
  for (const block of tokens)
    eachText(block.children ?? [], (token, inLink) => {
      if (!inLink) for (const [, written] of token.content.matchAll(pattern)) for (const reading of readings(written!)) found.add(reading)
      return [token]
    })
  return [...found]
}

/** Replaces what would be mentions in plain text, wherever they stand. */
export function maskHandles(text: string, mentionable: ReadonlyMap<string, string>) {
  return text.replace(pattern, (all, written: string) => {
    const handle = known(written, mentionable)
    return handle === undefined ? all : `@…${written.slice(handle.length)}`
  })
}

/** Masks all that looks like a handle, whether or not there is such a person: for guests, where a name may stand in a title, in code or in a link. */
export function maskAllHandles(text: string) {
  return text.includes('@') ? text.replace(pattern, '@…') : text
}

export function renderMention(tokens: Token[], index: number) {
  return `${tokenOpen}${tokens[index]!.content}${tokenClose}`
}

function eachText(tokens: Token[], replace: (token: Token, inLink: boolean) => Token[]): Token[] {
  let links = 0
  return tokens.flatMap(token => {
    links += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0
    return token.type === 'text' ? replace(token, links > 0) : [token]
  })
}

function split(token: Token, mentionable: ReadonlyMap<string, string>, mentioned: Set<string>): Token[] {
  const parts: Token[] = []
  let end = 0
  for (const match of token.content.matchAll(pattern)) {
    const handle = known(match[1]!, mentionable)
    if (handle === undefined) continue
    const id = mentionable.get(handle)!
    mentioned.add(id)
    parts.push(like(token, 'text', token.content.slice(end, match.index)), like(token, 'mention', id))
    end = match.index + 1 + handle.length
  }
  return parts.length > 0 ? [...parts, like(token, 'text', token.content.slice(end))] : [token]
}

function like(token: Token, type: string, content: string): Token {
  const made = Object.assign(Object.create(Object.getPrototypeOf(token)) as Token, token)
  made.type = type
  made.content = content
  return made
}

function known(written: string, mentionable: ReadonlyMap<string, string>) {
  return readings(written).find(reading => mentionable.has(reading))
}

function readings(written: string): string[] {
  const whole = written.toLowerCase()
  const trimmed = whole.replace(/[-_]+$/, '')
  return trimmed === whole ? [whole] : [whole, trimmed]
}
