// Links: which addresses may be linked, how long ones are shown, and pictures as links, since no page asks third parties for anything.
import type { StateCore, Token } from 'markdown-it'

/** Characters of a bare address that are shown; the link keeps all of it. */
const shownMax = 30
const rel = 'nofollow ugc noopener'

/** The web, mail, and paths of this site. Everything else stays text. */
export function isLinkable(url: string): boolean {
  return /^(https?:\/\/[^/]|mailto:[^/]|\/(?![/\\]))/i.test(url.trim())
}

export function settleLinks(state: StateCore) {
  for (const block of state.tokens) if (block.children) block.children = settled(block.children, state)
}

function settled(tokens: Token[], state: StateCore): Token[] {
  const result: Token[] = []
  let inLink = 0
  for (const token of tokens) {
    inLink += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0
    if (token.type === 'link_open') token.attrs = attributes(String(token.attrGet('href') ?? ''))
    if (isBareAddress(result.at(-1)) && token.type === 'text') token.content = shortened(token.content)
    result.push(...(token.type === 'image' ? pictureAsLink(token, state, inLink > 0) : [token]))
  }
  return result
}

/** Only an address that was not given a text of its own is shortened. */
function isBareAddress(token: Token | undefined) {
  return token?.type === 'link_open' && (token.markup === 'linkify' || token.markup === 'autolink')
}

function shortened(address: string) {
  const characters = Array.from(address)
  return characters.length > shownMax + 1 ? `${characters.slice(0, shownMax).join('')}…` : address
}

/** A link cannot stand in a link, so there only the words of the picture remain. */
function pictureAsLink(image: Token, { md, env, Token: New }: StateCore, inLink: boolean): Token[] {
  const address = String(image.attrGet('src') ?? '')
  const text = new New('text', '', 0)
  text.content = md.renderer.renderInlineAsText(image.children ?? [], md.options, env).trim() || shortened(address)
  if (inLink) return [text]
  const open = new New('link_open', 'a', 1)
  open.attrs = attributes(address)
  return [open, text, new New('link_close', 'a', -1)]
}

function attributes(href: string): [string, string][] {
  return [
    ['href', href],
    ['rel', rel],
  ]
}
