// The formats that are offered: those of the community first; and for coordinators those that were withdrawn.
import type { Action } from '../../http/route.ts'
import { can, demand } from '../../policy/can.ts'
import type { FormatDeps } from './index.ts'
import { rowOf, shownFormat, shownTo } from './present.ts'

export function listFormats({ store, shipped }: FormatDeps): Action<'GET /api/formats'> {
  return async actor => {
    demand(actor, 'readFormats')
    const own = (await store.all()).map(shownFormat)
    const offered = [...own.filter(format => !format.withdrawn), ...shipped]
    const withdrawn = can(actor, 'manageFormats') === true ? own.filter(format => format.withdrawn) : []
    return shownTo(actor, { items: offered.map(rowOf), withdrawn: withdrawn.map(rowOf) })
  }
}
