// One change of a session: read, decided and written in one transaction, queued behind the earlier ones, and told to the room after the commit.
import type { ClientSession } from '../db/connect.ts'
import { Problem } from '../problem.ts'
import { attend } from './attend.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { changeBetween, presentState } from './present-room.ts'
import { peopleOf } from './present-session.ts'
import type { Sealer } from './session-keys.ts'
import { stageOf } from './stage.ts'

export type Tx = ClientSession
/** What is to be different; null for nothing. `doc` is as it is within the transaction; `seq` is what this change will be stamped with. */
type Decide = (doc: SessionDoc, tx: Tx, seq: number) => Promise<Partial<SessionDoc> | null> | Partial<SessionDoc> | null
export type Changed = { before: SessionDoc; after: SessionDoc }

/**
 * Throws `not-found` when the session is gone, and what `decide` throws. `decide` may run more than once. `quiet`: told by an event of its
 * own, such as a message, unless the state changed too.
 */
export async function changeRoom(deps: RoomDeps, sessionId: string, decide: Decide, { quiet = false } = {}): Promise<Changed> {
  const changed = await deps.changes.on(sessionId, async tx => {
    const before = await deps.store.byId(sessionId, tx)
    if (!before) throw new Problem('not-found')
    const set = await decide(before, tx, before.seq + 1)
    if (!set) return { before, after: before }
    const now = deps.clock.now()
    const after = withStage({ ...before, ...set, seq: before.seq + 1 }, now)
    await attend(deps.store, tx, { before, after }, now)
    const written = await deps.store.change(tx, sessionId, before.seq, differing(before, after))
    if (!written) throw new Problem('edited-meanwhile')
    return { before, after }
  })
  if (changed.after !== changed.before) await tell(deps, changed, quiet)
  return changed
}

/** Only what differs is written: most changes touch one field of many. */
function differing(before: SessionDoc, after: SessionDoc): Partial<SessionDoc> {
  const fields = Object.entries(after).filter(([name, value]) => value !== before[name as keyof SessionDoc])
  return Object.fromEntries(fields) as Partial<SessionDoc>
}

/** A session that closes gets its end, and the time of its erasure by its agreement. */
function withStage(doc: SessionDoc, now: Date): SessionDoc {
  const stage = stageOf(doc)
  if (stage !== 'over' || doc.closedAt) return { ...doc, stage }
  return { ...doc, stage, closedAt: now, eraseAt: new Date(now.getTime() + doc.keepDays * 86_400_000) }
}

async function tell(deps: RoomDeps, { before, after }: Changed, quiet: boolean) {
  deps.recent.changed(before, after)
  if (!quiet || before.state !== after.state) await tellState(deps, { before, after })
  deps.keeper().changed(after)
}

async function tellState(deps: RoomDeps, { before, after }: Changed) {
  const [names, sealer] = await Promise.all([deps.accounts.bylinesOf(peopleOf(after)), sealerFor(deps, after)])
  const now = deps.clock.now()
  const state = changeBetween(presentState(before, names, sealer, now), presentState(after, names, sealer, now))
  deps.publish.room({ sessionId: after._id, seq: after.seq, now: now.toISOString(), state })
}

/** Null once what was said is erased. */
export async function sealerFor(deps: Pick<RoomDeps, 'keys'>, doc: SessionDoc): Promise<Sealer | null> {
  return doc.erasedAt || !(await deps.keys.has(doc._id)) ? null : deps.keys.sealerOf(doc._id)
}

/** Throws `session-closed` once what was said is erased. */
export async function mustSeal(deps: Pick<RoomDeps, 'keys'>, doc: SessionDoc): Promise<Sealer> {
  const sealer = await sealerFor(deps, doc)
  if (!sealer) throw new Problem('session-closed')
  return sealer
}
