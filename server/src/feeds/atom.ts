// Writes an Atom feed (RFC 4287): plain data in, text out, every word escaped.

export type Entry = {
  /** A UUID. */
  id: string
  title: string
  /** An absolute address. */
  link: string
  author: string
  published: string
  updated: string
  /** Plain text. */
  summary?: string
  /** Safe HTML; its links may be relative to the feed's `base`. */
  html?: string
  categories?: string[]
}
export type Atom = {
  /** An absolute address that never changes, and is no secret. */
  id: string
  title: string
  /** Absolute addresses: of the feed where that is no secret, and of its page. */
  self: string | null
  page: string
  base: string
  updated: string
  entries: Entry[]
}

export function atomFeed({ id, title, self, page, base, updated, entries }: Atom): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${escaped(base)}">`,
    element('id', id),
    element('title', title),
    element('updated', updated),
    ...(self === null ? [] : [`<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`]),
    `<link rel="alternate" type="text/html" href="${escaped(page)}"/>`,
    ...entries.map(entryXml),
    '</feed>',
    '',
  ].join('\n')
}

function entryXml({ id, title, link, author, published, updated, summary, html, categories = [] }: Entry) {
  return [
    '<entry>',
    element('id', `urn:uuid:${id}`),
    element('title', title),
    `<link rel="alternate" type="text/html" href="${escaped(link)}"/>`,
    `<author>${element('name', author)}</author>`,
    element('published', published),
    element('updated', updated),
    ...categories.map(term => `<category term="${escaped(term)}"/>`),
    ...(summary ? [element('summary', summary)] : []),
    ...(html ? [`<content type="html">${escaped(html)}</content>`] : []),
    '</entry>',
  ].join('\n')
}

function element(name: string, text: string) {
  return `<${name}>${escaped(text)}</${name}>`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** What XML cannot hold at all is left out: controls, halves of pairs, and two that are no characters. */
export function escaped(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '').replace(/[&<>"']/g, sign => signs[sign]!)
}
