// Reads an Atom feed and holds it to RFC 4287: what must be there once, what may not, and that each date, id and address has its form.
import { Window } from 'happy-dom'
import { expect } from 'vitest'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const urn = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Names of elements, and how many of each there must be at least and at most. */
const ofFeed = { id: [1, 1], title: [1, 1], updated: [1, 1], link: [1, 2], entry: [0, 30 + 1] } as const
const ofEntry = {
  id: [1, 1],
  title: [1, 1],
  updated: [1, 1],
  published: [1, 1],
  author: [1, 1],
  link: [1, 1],
  summary: [0, 1],
  content: [0, 1],
  category: [0, 8],
} as const

type Node = { tagName: string; textContent: string; children: Iterable<Node>; getAttribute(name: string): string | null }

/** Throws where the text is no well-formed feed. */
export function feedIn(text: string) {
  expect(text.startsWith('<?xml version="1.0" encoding="utf-8"?>')).toBe(true)
  wellFormed(text)
  const document = new new Window().DOMParser().parseFromString(text, 'application/xml')
  const root = document.documentElement as unknown as Node
  expect([root.tagName, root.getAttribute('xmlns')]).toEqual(['feed', 'http://www.w3.org/2005/Atom'])
  held(root, ofFeed)
  const entries = all(root, 'entry').map(entryIn)
  expect(new Set(entries.map(entry => entry.id)).size).toBe(entries.length)
  const self = all(root, 'link').find(link => link.getAttribute('rel') === 'self')
  return { id: one(root, 'id'), title: one(root, 'title'), self: self?.getAttribute('href') ?? null, entries }
}

function entryIn(entry: Node) {
  held(entry, ofEntry)
  expect(one(entry, 'published')).toMatch(instant)
  const content = all(entry, 'content')[0]
  expect(content ? content.getAttribute('type') : 'html').toBe('html')
  return {
    id: one(entry, 'id'),
    title: one(entry, 'title'),
    author: one(all(entry, 'author')[0]!, 'name'),
    link: all(entry, 'link')[0]!.getAttribute('href')!,
    summary: all(entry, 'summary')[0]?.textContent ?? null,
    html: content?.textContent ?? null,
    categories: all(entry, 'category').map(each => each.getAttribute('term')!),
  }
}

function held(node: Node, rules: Record<string, readonly [number, number]>) {
  expect(Object.keys(rules)).toEqual(expect.arrayContaining([...node.children].map(child => child.tagName)))
  for (const [name, [least, most]] of Object.entries(rules)) {
    const count = all(node, name).length
    expect(count >= least && count <= most, `${count} of ${name}`).toBe(true)
  }
  expect(one(node, 'id')).toMatch(urn)
  expect(one(node, 'updated')).toMatch(instant)
  for (const link of all(node, 'link')) expect(new URL(link.getAttribute('href')!).protocol).toMatch(/^https?:$/)
}

function all(node: Node, name: string) {
  return [...node.children].filter(child => child.tagName === name)
}

function one(node: Node, name: string) {
  return all(node, name)[0]!.textContent
}

/** Stricter than a parser for browsers: every tag is closed in order, every `&` begins a known sign, no character is one that XML cannot hold. */
export function wellFormed(text: string) {
  expect(text).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u)
  expect(text.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
  const open: string[] = []
  const tag = /<(\/?)([a-zA-Z:]+)((?:\s+[a-zA-Z:]+="[^"<]*")*)\s*(\/?)>/g
  const rest = text.replace(/^<\?xml[^>]*\?>/, '').replace(tag, (_, closing: string, name: string, _attributes: string, alone: string) => {
    if (closing) expect(open.pop()).toBe(name)
    else if (!alone) open.push(name)
    return ''
  })
  expect(open).toEqual([])
  expect(rest).not.toMatch(/[<>]/)
}
