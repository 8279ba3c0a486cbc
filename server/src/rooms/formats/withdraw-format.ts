// A coordinator withdraws a format of the community, or brings it back. Its page stays, and sessions that were planned with it keep it.
import type { ShownFormat } from '@hearth/shared/format'
import type { Action } from '../../http/route.ts'
import type { Actor } from '../../policy/actor.ts'
import { demand } from '../../policy/can.ts'
import { Problem } from '../../problem.ts'
import type { FormatDeps } from './index.ts'
import { shownFormat } from './present.ts'

export function withdrawFormat(deps: FormatDeps): Action<'DELETE /api/formats/:formatId'> {
  return (actor, { params }) => setWithdrawn(deps, actor, params.formatId, deps.clock.now())
}

export function restoreFormat(deps: FormatDeps): Action<'POST /api/formats/:formatId/restore'> {
  return (actor, { params }) => setWithdrawn(deps, actor, params.formatId, null)
}

async function setWithdrawn({ store, load }: FormatDeps, actor: Actor, formatId: string, at: Date | null): Promise<ShownFormat> {
  demand(actor, 'changeFormat', await load(formatId))
  const changed = await store.setWithdrawn(formatId, at)
  if (!changed) throw new Problem('not-found')
  return shownFormat(changed)
}
