// Formats for those who look them up: all of them in a row, and one with its steps.
import type { FormatRow, ShownFormat } from '@hearth/shared/format'
import type { Action } from '../../http/route.ts'
import { demand } from '../../policy/can.ts'
import { Problem } from '../../problem.ts'
import { shownFormats } from './shipped.ts'

export function formatsFeature(formats: ShownFormat[] = shownFormats()) {
  const list: Action<'GET /api/formats'> = async actor => {
    demand(actor, 'readFormats')
    return { items: formats.map(rowOf) }
  }
  const read: Action<'GET /api/formats/:formatId'> = async (actor, { params }) => {
    demand(actor, 'readFormats')
    const found = formats.find(format => format.id === params.formatId)
    if (!found) throw new Problem('not-found')
    return found
  }
  return { list, read, shipped: formats }
}

function rowOf({ id, slug, name, bestFor, unit, groupSize, total, steps }: ShownFormat): FormatRow {
  return { id, slug, name, bestFor, unit, groupSize, total, steps: steps.length }
}
