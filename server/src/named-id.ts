// Ids of what comes with Hearth: the same on every server and at every start, so that links to it hold.
import { createHash } from 'node:crypto'

/** In the shape of a random UUID (version 4), derived from a name. */
export function namedId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
