// The author changes the words of a post that waits, or its time, or holds it.
import type { Body } from '@hearth/shared/contract'
import type { Action } from '../http/route.ts'
import type { Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { LaterDeps } from './index.ts'
import { notChanged, ownWaiting } from './own.ts'
import { presentWaiting } from './present.ts'
import { noTime, type WaitingDoc } from './store.ts'
import { dueFor } from './when.ts'

type Wanted = Body<'PATCH /api/waiting-posts/:waitingId'>

export function changeWaiting(deps: LaterDeps): Action<'PATCH /api/waiting-posts/:waitingId'> {
  return async (actor, { params, body }) => {
    demand(actor, 'keepWaitingPosts')
    const doc = await ownWaiting(deps, actor, params.waitingId)
    if (doc.takenBackAt) throw new Problem('already-removed')
    if (body.basedOn !== undefined && body.basedOn !== doc.version) throw notChanged(doc, doc)
    const set = { ...wordsOf(doc, body), ...(await timeOf(deps, actor as Member, doc, body)) }
    const changed = await deps.store.change(doc._id, doc.version, set)
    if (!changed) throw notChanged(doc, await deps.store.byId(doc._id))
    deps.worker.waits(changed.dueAt)
    return presentWaiting(deps, actor, changed)
  }
}

function wordsOf({ what, words }: WaitingDoc, { title, body, contentNotes }: Wanted): Pick<WaitingDoc, 'words'> {
  if (title !== undefined && what === 'reply')
    throw new Problem('invalid-input', { errors: [{ pointer: '/title', code: 'unknown', message: 'a reply has none' }] })
  const given = { title, body, contentNotes }
  return { words: { ...words, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) } }
}

async function timeOf({ clock, random, zoneOf }: LaterDeps, actor: Member, { words }: WaitingDoc, { appears }: Wanted) {
  if (appears === undefined) return {}
  if (appears === null) return { ...noTime, held: null }
  const of = { now: clock.now(), timeZone: await zoneOf(actor), anonymous: words.anonymous }
  return { ...dueFor(appears, of, random), held: null }
}
