// Whose draft and of which place: what every call of drafts asks first.
import { type DraftKind, draftKind } from '@hearth/shared/draft'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { DraftPlace } from './store.ts'

export function ownerOf(actor: Actor): string {
  demand(actor, 'keepDrafts')
  return (actor as Member).accountId
}

/** Throws `not-found` for a kind that there is not. */
export function ownPlace(actor: Actor, { kind, placeId }: { kind: string; placeId: string }): DraftPlace {
  const accountId = ownerOf(actor)
  const known = draftKind.safeParse(kind)
  if (!known.success) throw new Problem('not-found')
  return { accountId, kind: known.data as DraftKind, placeId }
}
