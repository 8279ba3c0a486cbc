// Somebody keeps what they are writing; words that another device kept meanwhile are never overwritten unseen.
import { randomUUID } from 'node:crypto'
import type { KeptDraft } from '@hearth/shared/draft'
import { limits } from '@hearth/shared/limits'
import { limit } from '../http/rate-limit.ts'
import type { Action } from '../http/route.ts'
import { Problem } from '../problem.ts'
import type { DraftDeps } from './index.ts'
import { ownPlace } from './own.ts'
import { isPosted, lookAt } from './places.ts'
import { presentDraft } from './present.ts'
import { type DraftDoc, type DraftPlace, draftId } from './store.ts'

const dayMs = 24 * 3_600_000
/** Changes of all one's drafts within a minute: a quick typist on two devices makes about 80. */
const perMinute = 300

export function keepDraft(deps: DraftDeps): Action<'PUT /api/drafts/:kind/:placeId'> {
  const often = limit(perMinute, 60)
  return async (actor, { params, body }) => {
    const place = ownPlace(actor, params)
    await often.use(place.accountId)
    await lookAt(deps, actor, place.kind, place.placeId)
    const words = wordsOf(deps, body)
    const stored = body.basedOn === null ? await begin(deps, place, words) : await deps.store.change(place, body.basedOn, words)
    return presentDraft(deps, actor, stored ?? (await sentBefore(deps, place, words)))
  }
}

type Words = Omit<DraftDoc, '_id' | keyof DraftPlace>

function wordsOf({ clock }: DraftDeps, { postId, parentId, editing, fields }: KeptDraft): Words {
  const keptAt = clock.now()
  const goesAt = new Date(keptAt.getTime() + limits.draftDays * dayMs)
  return { postId, parentId, editing, fields: JSON.stringify(fields), revision: randomUUID(), keptAt, goesAt, thrownAway: false }
}

/** Throws `already-sent` for what was posted meanwhile, so that no late word makes a draft of it again. */
async function begin(deps: DraftDeps, place: DraftPlace, words: Words) {
  if (await isPosted(deps, words.postId)) throw new Problem('already-sent')
  const begun = await deps.store.begin({ _id: draftId(place), ...place, ...words })
  if (begun) await makeRoom(deps, place.accountId)
  return begun
}

/** The oldest go, those that were thrown away before all others. */
async function makeRoom({ store, clock }: DraftDeps, accountId: string) {
  const all = await store.all(accountId, clock.now())
  if (all.length <= limits.draftsMax) return
  const inOrder = [...all.filter(each => !each.thrownAway), ...all.filter(each => each.thrownAway)]
  await store.remove(
    accountId,
    inOrder.slice(limits.draftsMax).map(each => each._id),
  )
}

/** The same words again are no other words: an answer was lost on its way. Throws `kept-elsewhere` for all else. */
async function sentBefore({ store, clock }: DraftDeps, place: DraftPlace, words: Words): Promise<DraftDoc> {
  const known = await store.of(place, clock.now())
  const isSame = known && !known.thrownAway && known.fields === words.fields && known.parentId === words.parentId
  if (!isSame) throw new Problem('kept-elsewhere')
  return known
}
