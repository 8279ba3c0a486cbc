// One format with its steps, also one that is withdrawn.
import type { Action } from '../../http/route.ts'
import { demand } from '../../policy/can.ts'
import type { FormatDeps } from './index.ts'
import { shownTo } from './present.ts'

export function readFormat({ load }: FormatDeps): Action<'GET /api/formats/:formatId'> {
  return async (actor, { params }) => {
    demand(actor, 'readFormats')
    return shownTo(actor, await load(params.formatId))
  }
}
