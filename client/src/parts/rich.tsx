// Sentences with something inside: `<link>words</link>` and `<name/>` of a message become elements, so that no sentence is put together from pieces.
import type { ComponentChildren } from 'preact'

type Fill = (words: string) => ComponentChildren

const tag = /<(\w+)(?:\/>|>([^<]*)<\/\1>)/g

/** `fills` says what stands for each tag. Names of people come in through `<name/>`, never through the message's values. */
export function rich(message: string, fills: Record<string, Fill>): ComponentChildren[] {
  const pieces: ComponentChildren[] = []
  let end = 0
  for (const found of message.matchAll(tag)) {
    const fill = fills[found[1] ?? '']
    if (!fill) continue
    pieces.push(message.slice(end, found.index), fill(found[2] ?? ''))
    end = found.index + found[0].length
  }
  return [...pieces, message.slice(end)]
}
