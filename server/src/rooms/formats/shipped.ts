// The formats that come with Hearth, as data: checked as they are read, so that a mistake in the file stops the start and not a session.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Format, format, type ShownFormat } from '@hearth/shared/format'
import { z } from 'zod'

/** The compiler copies no data, so both `src` and `dist` read the file where it is written. */
const file = new URL('../../../src/rooms/formats/shipped.json', import.meta.url)

/** By id, such as `collegial-consultation`. */
export function shippedFormats(): Map<string, Format> {
  return new Map(Object.entries(z.record(z.string(), format).parse(JSON.parse(readFileSync(file, 'utf8')))))
}

/** With an id of their own that is the same on every server, so that a link to a format holds. */
export function shownFormats(): ShownFormat[] {
  return [...shippedFormats()].map(([slug, format]) => ({ ...format, id: idOf(slug), slug, total: totalOf(format) }))
}

function totalOf({ steps, turns }: Format) {
  return turns * steps.filter(step => !step.optional).reduce((sum, step) => sum + step.length, 0)
}

/** In the shape of a random UUID (version 4), derived from the name. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`hearth-format:${name}`).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
