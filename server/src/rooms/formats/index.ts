// The door of formats: those that came with Hearth and those that the community wrote, to look up, write and plan with.
import type { ShownFormat } from '@hearth/shared/format'
import type { Clock } from '../../clock.ts'
import type { Connection } from '../../db/connect.ts'
import type { Route } from '../../http/route.ts'
import { Problem } from '../../problem.ts'
import { changeFormat } from './change-format.ts'
import { listFormats } from './list-formats.ts'
import { makeFormat } from './make-format.ts'
import { shownFormat } from './present.ts'
import { readFormat } from './read-format.ts'
import { shownFormats } from './shipped.ts'
import { type FormatStore, formatStore } from './store.ts'
import { restoreFormat, withdrawFormat } from './withdraw-format.ts'

export type FormatDeps = {
  store: FormatStore
  clock: Clock
  shipped: ShownFormat[]
  find(formatId: string): Promise<ShownFormat | null>
  /** Throws `not-found`. */
  load(formatId: string): Promise<ShownFormat>
}

export function formatsFeature({ connection, clock }: { connection: Connection; clock: Clock }) {
  const store = formatStore(connection)
  const shipped = shownFormats()

  async function find(formatId: string): Promise<ShownFormat | null> {
    const found = shipped.find(format => format.id === formatId)
    if (found) return found
    const doc = await store.byId(formatId)
    return doc && shownFormat(doc)
  }

  async function load(formatId: string) {
    const found = await find(formatId)
    if (!found) throw new Problem('not-found')
    return found
  }

  const deps: FormatDeps = { store, clock, shipped, find, load }
  const actions = {
    list: listFormats(deps),
    read: readFormat(deps),
    make: makeFormat(deps),
    change: changeFormat(deps),
    withdraw: withdrawFormat(deps),
    restore: restoreFormat(deps),
  }
  return {
    actions,
    /** What a session may be planned with, in its present version, to be copied whole; null when there is none or it is withdrawn. */
    async formatFor(formatId: string): Promise<ShownFormat | null> {
      const found = await find(formatId)
      return found?.withdrawn ? null : found
    },
    routes(route: Route) {
      route('GET /api/formats', actions.list)
      route('POST /api/formats', actions.make)
      route('GET /api/formats/:formatId', actions.read)
      route('PUT /api/formats/:formatId', actions.change)
      route('DELETE /api/formats/:formatId', actions.withdraw)
      route('POST /api/formats/:formatId/restore', actions.restore)
    },
    createIndexes: store.createIndexes,
  }
}
