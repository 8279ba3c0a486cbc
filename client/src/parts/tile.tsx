// The square beside a name: initials on a tint, or a dashed frame where there is no name to show.
import type { Byline } from '@hearth/shared/person'
import { Icon } from './icons.tsx'

const tints = 5

export function Tile({ author }: { author: Byline }) {
  if (author.kind !== 'member') return <NamelessTile sign={author.kind !== 'former-member'} />
  const tint = tintOf(author.handle)
  return (
    <span class={tint === 1 ? 'tile' : `tile t${tint}`} aria-hidden="true">
      {initials(author.displayName)}
    </span>
  )
}

/** `sign`: whether somebody is behind it, though not named. */
export function NamelessTile({ sign }: { sign: boolean }) {
  return (
    <span class="tile none" aria-hidden="true">
      {sign && <Icon name="person" />}
    </span>
  )
}

/** The first letters of the first two words, or the first two letters of a single one. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const letters = words.length > 1 ? words.slice(0, 2).map(word => [...word][0]) : [...(words[0] ?? '')].slice(0, 2)
  return letters.join('').toUpperCase()
}

/** The same person always has the same tint; it carries no meaning. */
export function tintOf(handle: string): number {
  let sum = 0
  for (const sign of handle) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973
  return (sum % tints) + 1
}
