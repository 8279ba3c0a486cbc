// The room for one reader: its state, their own place in it, and what was said or changed since they last heard.
import type { OwnPlace, Room } from '@hearth/shared/room'
import type { Action } from '../http/route.ts'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { lookIn } from './break-glass.ts'
import { sealerFor } from './change-room.ts'
import { comeBack } from './come-back.ts'
import { commitmentsShown } from './commitments.ts'
import { maySpeak } from './floor.ts'
import { factsOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { collects, ownPapers } from './papers.ts'
import { presentMessage, presentState } from './present-room.ts'
import { peopleOf } from './present-session.ts'
import { graceOf, holderOf, isFacilitator, personIn } from './state.ts'

/** Messages in one answer; more than one change ever stamps alike, so that a page can end between two changes. */
const most = 500

/** Nobody reads unseen: whoever asks is in the room, or has broken the glass. Throws `at-the-door`. */
export function readRoom(deps: RoomDeps): Action<'GET /api/sessions/:sessionId/room'> {
  return async (actor, { params, query }) => {
    const doc = await comeBack(deps, actor, params.sessionId).catch(refusal => lookIn(deps, actor, params.sessionId, refusal))
    return showRoom(deps, actor, doc, query.after)
  }
}

async function showRoom(deps: RoomDeps, actor: Actor, doc: SessionDoc, after: number): Promise<Room> {
  const me = accountIdOf(actor) ?? ''
  const sealer = await sealerFor(deps, doc)
  const since = doc.late.find(each => each.id === me)?.since ?? 0
  const [names, found, commitments] = await Promise.all([
    deps.accounts.bylinesOf(peopleOf(doc)),
    sealer ? deps.store.changed(doc._id, after, doc.seq, since, most + 1) : [],
    commitmentsShown(deps, actor, doc),
  ])
  const next = found[most]
  const more = next !== undefined
  const messages = found.filter(each => !next || each.seq < next.seq).map(message => presentMessage(message, sealer!, names))
  return {
    state: presentState(doc, names, sealer, deps.clock.now()),
    me: await ownPlace(deps, actor, doc, since),
    messages,
    upTo: more ? messages.at(-1)!.seq : doc.seq,
    more,
    commitments,
    takeaways: doc.takeaways,
  }
}

async function ownPlace(deps: RoomDeps, actor: Actor, doc: SessionDoc, since: number): Promise<OwnPlace> {
  const me = accountIdOf(actor) ?? ''
  const { state, format } = doc
  const person = personIn(state, me)
  const leads = isFacilitator(state, me)
  const floor = maySpeak(state, format, me)
  const rule = can(actor, 'sayInSession', await factsOf(deps, actor, doc))
  const papers = await ownPapers(deps, doc, me)
  return {
    id: me,
    silent: rule !== true ? rule : floor === true ? null : floor,
    facilitator: leads,
    ...papers,
    since,
    can: {
      keepNotes: Boolean(person && (leads || person.seats.includes('note-keeper'))),
      showTogether: leads && collects(doc),
      takeaway: Boolean(person && holderOf(state, 'presenter')?.id === me),
      claim: Boolean(person?.here) && !leads && isLost(doc, deps.clock.now()),
    },
  }
}

function isLost({ state }: SessionDoc, now: Date) {
  return state.facilitatorLostAt !== null && now.getTime() - state.facilitatorLostAt >= graceOf(state)
}
