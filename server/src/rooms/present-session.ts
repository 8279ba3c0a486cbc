// Sessions on the wire: a row of a list, and one with its plan and its door, for one reader.
import type { Agreement } from '@hearth/shared/agreement'
import type { Afterwards, Session, SessionPerson, SessionRow } from '@hearth/shared/session'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { sessionAbilities } from '../policy/can.ts'
import type { SessionFacts } from '../policy/sessions.ts'
import type { SessionDoc } from './model.ts'
import { stepsOf } from './state.ts'

export type Named = ReadonlyMap<string, { id: string; handle: string; displayName: string }>

export function peopleOf(doc: SessionDoc): string[] {
  const ids = [...doc.listedIds, ...doc.askingIds, ...doc.seats.map(each => each.accountId), ...doc.state.people.map(each => each.id)]
  return [...new Set(ids)]
}

/** Somebody whose account is gone keeps their place without a name. */
export function personNamed(names: Named, id: string): SessionPerson {
  const name = names.get(id)
  return { id, handle: name?.handle ?? '', displayName: name?.displayName ?? '' }
}

/** The door opens this long before the start. Source: the mock of the door, and people who come early to settle in. */
export const doorOpensBeforeMs = 15 * 60_000

function about(doc: SessionDoc) {
  return {
    id: doc._id,
    spaceId: doc.spaceId,
    title: doc.title,
    stage: doc.stage,
    startsAt: doc.startsAt.toISOString(),
    endsAt: doc.endsAt.toISOString(),
    timeZone: doc.timeZone,
    comers: doc.comers,
    capacity: doc.capacity,
    placesTaken: placesTaken(doc),
  }
}

/** Those who are in the room, or left it for a while and hold their place. */
export function placesTaken(doc: SessionDoc) {
  return doc.state.people.filter(person => !person.removed).length
}

export function rowOf(actor: Actor, doc: SessionDoc, names: Named): SessionRow {
  const { id, name, unit } = doc.format
  const lead = leaderOf(doc)
  return {
    ...about(doc),
    format: { id, name, unit, steps: stepsOf(doc.format).length },
    facilitator: lead === null ? null : personNamed(names, lead),
    here: idsHere(doc).length,
    mine: isMine(actor, doc),
    glassBrokenAt: brokenFor(actor, doc)?.toISOString() ?? null,
  }
}

/** Told to those who were there. */
export function brokenFor(actor: Actor, doc: SessionDoc): Date | null {
  return doc.cameIds.includes(accountIdOf(actor) ?? '') ? (doc.glassBroken.at(-1)?.at ?? null) : null
}

function idsHere(doc: SessionDoc): string[] {
  return doc.stage === 'over' ? [] : doc.state.people.filter(person => person.here && !person.removed).map(person => person.id)
}

export function leaderOf(doc: SessionDoc): string | null {
  const now = doc.state.people.find(person => person.seats.includes('facilitator'))
  return now?.id ?? doc.seats.find(each => each.seat === 'facilitator')?.accountId ?? null
}

export function isMine(actor: Actor, doc: SessionDoc) {
  const me = accountIdOf(actor)
  if (me === null) return false
  return [doc.plannerId, ...doc.listedIds, ...doc.cameIds, ...doc.seats.map(each => each.accountId)].includes(me)
}

export type Beside = { names: Named; agreement: Agreement; agreedAt: Date | null; afterwards: Afterwards | null; now: Date }

export function presentSession(actor: Actor, doc: SessionDoc, facts: SessionFacts, beside: Beside): Session {
  const { names, agreement, agreedAt, afterwards, now } = beside
  const can = sessionAbilities(actor, facts)
  const people = (ids: string[]) => ids.map(id => personNamed(names, id))
  const asked = doc.askingIds.includes(accountIdOf(actor) ?? '')
  return {
    ...about(doc),
    format: doc.format,
    seats: doc.seats.map(each => ({ seat: each.seat, person: personNamed(names, each.accountId) })),
    invited: people(doc.listedIds),
    asking: can.admit ? people(doc.askingIds) : [],
    keepDays: doc.keepDays,
    lateHistory: doc.lateHistory,
    callLink: can.enter || facts.entered ? doc.callLink : null,
    agreement,
    agreedAt: agreedAt?.toISOString() ?? null,
    glassBroken: facts.entered ? doc.glassBroken.map(({ at, reason }) => ({ at: at.toISOString(), reason })) : [],
    afterwards: facts.entered ? afterwards : null,
    asked,
    entered: facts.entered,
    here: can.enter || facts.entered ? people(idsHere(doc)) : [],
    removed: facts.removed,
    mine: isMine(actor, doc),
    seq: doc.seq,
    can: { ...can, enter: can.enter && isDoorOpen(doc, now) && hasRoom(doc, accountIdOf(actor)), ask: can.ask && !asked },
  }
}

/** From a quarter of an hour before the start; once somebody went in, for all. */
export function isDoorOpen(doc: SessionDoc, now: Date) {
  return doc.stage === 'open' || (doc.stage === 'planned' && now.getTime() >= doc.startsAt.getTime() - doorOpensBeforeMs)
}

/** Whoever has a place keeps it; who holds a seat in the plan always has one. */
export function hasRoom(doc: SessionDoc, accountId: string | null) {
  const isAwaited = accountId !== null && (doc.cameIds.includes(accountId) || doc.seats.some(each => each.accountId === accountId))
  return isAwaited || placesTaken(doc) < doc.capacity
}
