// The safe HTML of a post as a tree; it was made by our own sanitiser, so every tag in it is closed and known.

export type Element = { tag: string; href: string | null; isMention: boolean; start: number; children: Node[] }
export type Node = string | Element

const alone = new Set(['br', 'hr'])
const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' }

export function treeOf(html: string): Node[] {
  const root = element('root', '')
  const open = [root]
  for (const [, closing, tag = '', attributes = '', text] of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/g)) {
    const parent = open.at(-1)!
    if (text !== undefined) parent.children.push(unescaped(text))
    else if (closing) close(open, tag)
    else {
      const child = element(tag, attributes)
      parent.children.push(child)
      if (!alone.has(tag)) open.push(child)
    }
  }
  return root.children
}

function close(open: Element[], tag: string) {
  if (open.length > 1 && open.at(-1)!.tag === tag) open.pop()
}

function element(tag: string, attributes: string): Element {
  const href = /\shref="([^"]*)"/.exec(attributes)?.[1]
  const start = Number(/\sstart="(\d+)"/.exec(attributes)?.[1] ?? 1)
  const isMention = attributes.includes('class="mention"')
  return { tag, href: href === undefined ? null : unescaped(href), isMention, start, children: [] }
}

function unescaped(text: string) {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, sign: string) => signs[sign]!)
}
