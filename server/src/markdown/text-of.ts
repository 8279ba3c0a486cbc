// Stored HTML as plain text, for finding and for lines about a post.
import { maskAllHandles, tokenClose, tokenOpen, withoutTokenMarks } from './mentions.ts'

/** `text` has one mark for each mention, in order. */
export type PlainText = { text: string; mentions: string[] }

/** Stands for a mention; nobody can write it. */
export const mentionMark = tokenOpen

const inline = /<\/?(?:em|strong|s|code|a)(?:\s[^<>]*)?>/g
const tag = /<[^<>]*>/g
const token = new RegExp(`${tokenOpen}([^${tokenOpen}${tokenClose}]*)${tokenClose}`, 'g')
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }

export function textOf(html: string): PlainText {
  const mentions: string[] = []
  const marked = html.replace(token, (_, id: string) => {
    mentions.push(id)
    return tokenOpen
  })
  const text = marked
    .replace(inline, '')
    .replace(tag, ' ')
    .replace(/&(?:#(\d{1,7})|(amp|lt|gt|quot));/g, (_, code: string | undefined, name: string) =>
      code === undefined ? entities[name]! : withoutTokenMarks(letterOf(Number(code))),
    )
  return { text: text.replace(/\s+/g, ' ').trim(), mentions }
}

/** The same without a handle in it, whoever it may be. */
export function maskedText({ text, mentions }: PlainText): PlainText {
  return { text: maskAllHandles(text), mentions }
}

function letterOf(code: number) {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' '
}
