// Commitments: what somebody promised, kept by its owner; shared ones come back when the same people meet again.
import { randomUUID } from 'node:crypto'
import type { Commitment } from '@hearth/shared/session'
import { isDuplicate } from '../db/schema.ts'
import { type Action, Repeat } from '../http/route.ts'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { comeBack } from './enter-session.ts'
import { factsOf, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { CommitmentDoc, SessionDoc } from './model.ts'
import { type Named, personNamed } from './present-session.ts'

export function makeCommitment(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/commitments'> {
  return async (actor, { params, body: { id = randomUUID(), ...words } }) => {
    const doc = await comeBack(deps, actor, params.sessionId)
    demand(actor, 'sayInSession', await factsOf(deps, actor, doc))
    const { accountId: ownerId } = memberOf(actor)
    const made: CommitmentDoc = { _id: id, sessionId: doc._id, ownerId, ...words, doneAt: null, createdAt: deps.clock.now() }
    try {
      await deps.store.insertCommitment(made)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      const known = await deps.store.commitmentById(id)
      if (known?.ownerId !== ownerId) throw new Problem('id-taken')
      if (known.text !== made.text || known.due !== made.due || known.shared !== made.shared) throw new Problem('already-sent')
      return new Repeat(await show(deps, actor, known))
    }
    if (made.shared) deps.publish.papers(doc._id)
    return show(deps, actor, made)
  }
}

export function listCommitments(deps: RoomDeps): Action<'GET /api/commitments'> {
  return async actor => {
    demand(actor, 'readPeople')
    const found = await deps.store.commitmentsOf({ ownerId: memberOf(actor).accountId, doneAt: null })
    return { items: await Promise.all(found.map(each => show(deps, actor, each))) }
  }
}

/** The owner's alone to say; for everybody else there is none. */
export function changeCommitment(deps: RoomDeps): Action<'PATCH /api/commitments/:commitmentId'> {
  return async (actor, { params, body }) => {
    demand(actor, 'keepCommitments')
    const known = await deps.store.commitmentById(params.commitmentId)
    if (known?.ownerId !== accountIdOf(actor)) throw new Problem('not-found')
    const changed = await deps.store.changeCommitment(known._id, { doneAt: body.done ? (known.doneAt ?? deps.clock.now()) : null })
    return show(deps, actor, changed ?? known)
  }
}

/**
 * Of this session: shared ones and own ones. While it goes on also what is still open from earlier sessions, shared by somebody who is here with
 * somebody else who is here.
 */
export async function commitmentsShown(deps: RoomDeps, actor: Actor, doc: SessionDoc): Promise<Commitment[]> {
  const me = accountIdOf(actor) ?? ''
  const ofThis = await deps.store.commitmentsOf({ sessionId: doc._id, $or: [{ shared: true }, { ownerId: me }] })
  const earlier = doc.stage === 'over' ? [] : await fromEarlier(deps, me, doc)
  const all = [...earlier, ...ofThis]
  const names = await deps.accounts.bylinesOf(all.map(each => each.ownerId))
  return all.map(each => present(each, names, me))
}

/** Those of the reader, and shared ones of people here from sessions that the reader was in too. */
async function fromEarlier(deps: RoomDeps, me: string, doc: SessionDoc): Promise<CommitmentDoc[]> {
  const here = doc.state.people.filter(person => person.here && !person.removed).map(person => person.id)
  if (!here.includes(me)) return []
  const together = (await deps.store.sessionIdsOf(me)).filter(id => id !== doc._id)
  const open = { sessionId: { $in: together }, ownerId: { $in: here }, doneAt: null }
  return deps.store.commitmentsOf({ ...open, $or: [{ shared: true }, { ownerId: me }] })
}

async function show(deps: RoomDeps, actor: Actor, doc: CommitmentDoc): Promise<Commitment> {
  return present(doc, await deps.accounts.bylinesOf([doc.ownerId]), accountIdOf(actor) ?? '')
}

function present(doc: CommitmentDoc, names: Named, me: string): Commitment {
  const { _id: id, sessionId, text, due, shared, doneAt } = doc
  return {
    id,
    sessionId,
    owner: personNamed(names, doc.ownerId),
    text,
    due,
    shared,
    doneAt: doneAt?.toISOString() ?? null,
    mine: doc.ownerId === me,
  }
}
