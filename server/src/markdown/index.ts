// The door of Markdown: what people wrote becomes safe HTML, the accounts it mentions, and a plain excerpt.
import { excerptOf } from './excerpt.ts'
import { candidatesIn, markMentions, withoutTokenMarks } from './mentions.ts'
import { parser } from './parser.ts'
import { sanitise } from './sanitise.ts'

export { maskAllHandles } from './mentions.ts'
export { maskedText, mentionMark, type PlainText, textOf } from './text-of.ts'
export { writeMentions } from './write-mentions.ts'

/** Rises when the same source would give other HTML, so that stored HTML can be made anew. */
export const markdownVersion = 1

export type Rendered = {
  /** Sanitised; mentions are tokens until `writeMentions` writes them for a reader. */
  html: string
  /** Account ids, each once, in order of appearance. */
  mentions: string[]
  /** Plain text of 200 characters at most; a mention is `@…`. */
  excerpt: string
  version: number
}

/** `mentionable` maps the handles that the writer may mention here to their account ids. */
export function renderMarkdown(source: string, mentionable: ReadonlyMap<string, string>): Rendered {
  const env = {}
  const tokens = parser.parse(withoutTokenMarks(source), env)
  const mentions = markMentions(tokens, mentionable)
  const html = sanitise(parser.renderer.render(tokens, parser.options, env))
  return { html, mentions, excerpt: excerptOf(tokens, mentionable), version: markdownVersion }
}

/** The handles that may be meant, in lower case: what to look up before `renderMarkdown`. */
export function handlesIn(source: string): string[] {
  if (!source.includes('@')) return []
  return candidatesIn(parser.parse(withoutTokenMarks(source), {}))
}
