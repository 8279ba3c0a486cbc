// `\@name` names nobody: an escaped @ is kept apart until mentions have been found.
import type { StateCore, Token } from 'markdown-it'

/** Runs before the parser joins escaped characters with the text around them. */
export function keepEscapedAt(state: StateCore) {
  for (const block of state.tokens)
    for (const token of block.children ?? []) if (token.type === 'text_special' && token.content === '@') token.type = 'escaped_at'
}

export function renderEscapedAt(tokens: Token[], index: number) {
  return tokens[index]!.content
}
