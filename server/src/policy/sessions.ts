// The rules of sessions: who knows of one, plans it, comes in, speaks there, and who may look in afterwards.
import type { Comers } from '@hearth/shared/session'
import { type Actor, holds } from './actor.ts'
import { readSpace, type SpaceFacts } from './spaces.ts'
import { signedIn } from './topics.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

/** `planner`: planned it. `listed`: on its list, let in, or with a seat in it. `entered`: went through its door. */
export type SessionFacts = {
  space: SpaceFacts
  comers: Comers
  stage: 'planned' | 'open' | 'over' | 'called-off'
  planner: boolean
  listed: boolean
  entered: boolean
  removed: boolean
}

/** Sessions are for members, also in public spaces. One by list is known to who is on the list, and to who keeps the community. */
export function readSession(actor: Actor, session: SessionFacts): Verdict {
  const isKnown = session.comers !== 'invited' || session.listed || session.planner || session.entered || knowsAllSessions(actor)
  return all(readSpace(actor, session.space), signedIn(actor), isKnown ? true : 'not-found')
}

/** The filter of lists beside `readSession`: who knows also of sessions by list in the spaces that they read. */
export function knowsAllSessions(actor: Actor) {
  return holds(actor, 'coordinator')
}

/** Whoever works here: a role beside being a member. Administrators keep machines. */
export function planSession(actor: Actor, space: SpaceFacts): Verdict {
  const works = holds(actor, 'peer-supporter', 'supervisor', 'steward', 'moderator', 'coordinator')
  return all(readSpace(actor, space), mayWrite(actor), space.archived ? 'space-archived' : true, works ? true : 'not-allowed')
}

export function changeSession(actor: Actor, session: SessionFacts): Verdict {
  const may = session.planner || holds(actor, 'coordinator')
  const stands = session.stage === 'over' || session.stage === 'called-off' ? 'session-closed' : true
  return all(readSession(actor, session), mayWrite(actor), may ? true : 'not-allowed', stands)
}

/** Silenced members may come and listen. */
export function enterSession(actor: Actor, session: SessionFacts): Verdict {
  if (actor.kind === 'member' && actor.scope === 'read') return all(readSession(actor, session), 'read-only-token')
  const over = session.stage === 'over' || session.stage === 'called-off'
  const awaited = session.comers === 'space' || session.listed || session.planner
  return all(
    readSession(actor, session),
    over ? 'session-closed' : true,
    session.removed ? 'removed-from-session' : true,
    awaited ? true : 'not-allowed',
  )
}

export function askForSession(actor: Actor, session: SessionFacts): Verdict {
  const open = session.comers === 'asking' && !session.listed && !session.planner
  return all(
    readSession(actor, session),
    mayWrite(actor),
    session.stage === 'planned' || session.stage === 'open' ? true : 'session-closed',
    open ? true : 'not-allowed',
  )
}

export function admitToSession(actor: Actor, session: SessionFacts): Verdict {
  return changeSession(actor, session)
}

/** What is said is for those who came through the door. `here` is asked by the floor itself. */
export function hearSession(actor: Actor, session: SessionFacts): Verdict {
  return all(readSession(actor, session), session.removed ? 'removed-from-session' : true, session.entered ? true : 'at-the-door')
}

export function moveInSession(actor: Actor, session: SessionFacts): Verdict {
  return all(hearSession(actor, session), actor.kind === 'member' && actor.scope === 'read' ? 'read-only-token' : true)
}

export function sayInSession(actor: Actor, session: SessionFacts): Verdict {
  return all(hearSession(actor, session), mayWrite(actor))
}

/** Administrators alone, with a sign-in, and never of a room that they may enter like everybody. */
export function breakGlass(actor: Actor, session: SessionFacts): Verdict {
  if (!holds(actor, 'administrator')) return all(readSession(actor, session), 'not-allowed')
  return all(
    mayWrite(actor),
    actor.kind === 'member' && actor.via === 'token' ? 'session-only' : true,
    session.stage === 'called-off' ? 'session-closed' : true,
  )
}

/** Copies of what was reported in rooms: for moderators, of whatever space. */
export function readReports(actor: Actor): Verdict {
  return all(signedIn(actor), holds(actor, 'moderator') ? true : 'not-allowed')
}

export function seeToReports(actor: Actor): Verdict {
  return all(mayWrite(actor), holds(actor, 'moderator') ? true : 'not-allowed')
}

/** Their owner's to keep, silenced or not. */
export function keepCommitments(actor: Actor): Verdict {
  return all(signedIn(actor), actor.kind === 'member' && actor.scope === 'read' ? 'read-only-token' : true)
}

export function adoptAgreement(actor: Actor): Verdict {
  return all(mayWrite(actor), holds(actor, 'coordinator') ? true : 'not-allowed')
}
