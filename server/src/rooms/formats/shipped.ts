// The formats that come with Hearth, as data: checked as they are read, so that a mistake in the file stops the start and not a session.
import { readFileSync } from 'node:fs'
import { type Format, format, type ShownFormat } from '@hearth/shared/format'
import { z } from 'zod'
import { namedId } from '../../named-id.ts'
import { totalOf } from './present.ts'

/** The compiler copies no data, so both `src` and `dist` read the file where it is written. */
const file = new URL('../../../src/rooms/formats/shipped.json', import.meta.url)

/** By id, such as `collegial-consultation`. */
export function shippedFormats(): Map<string, Format> {
  return new Map(Object.entries(z.record(z.string(), format).parse(JSON.parse(readFileSync(file, 'utf8')))))
}

/** With an id of their own that is the same on every server, so that a link to a format holds. */
export function shownFormats(): ShownFormat[] {
  const facts = { version: 1, own: false, withdrawn: false }
  return [...shippedFormats()].map(([slug, format]) => ({
    ...format,
    id: idOf(slug),
    slug,
    total: totalOf(format),
    ...facts,
  }))
}

const shippedIds = new Set([...shippedFormats().keys()].map(idOf))

/** Whether this came with Hearth; the copy that a session holds has the same id. */
export function isShippedFormat(formatId: string): boolean {
  return shippedIds.has(formatId)
}

function idOf(slug: string) {
  return namedId(`hearth-format:${slug}`)
}
