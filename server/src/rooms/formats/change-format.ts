// A coordinator changes a format of the community: its next version. Sessions that were planned with an earlier one keep that.
import { isDeepStrictEqual } from 'node:util'
import type { Action } from '../../http/route.ts'
import { demand } from '../../policy/can.ts'
import { Problem } from '../../problem.ts'
import { slugOf } from '../../spaces/index.ts'
import type { FormatDeps } from './index.ts'
import { shownFormat } from './present.ts'

export function changeFormat({ store, load }: FormatDeps): Action<'PUT /api/formats/:formatId'> {
  return async (actor, { params: { formatId }, body: { basedOn, ...format } }) => {
    const before = await load(formatId)
    demand(actor, 'changeFormat', before)
    // Sent again, or nothing was changed: the version stays.
    if (isDeepStrictEqual((await store.byId(formatId))?.format, format)) return load(formatId)
    const changed = await store.change(formatId, basedOn, { format, slug: slugOf(format.name) })
    if (!changed) throw new Problem('edited-meanwhile', { link: `/formats/${formatId}/edit` })
    return shownFormat(changed)
  }
}
