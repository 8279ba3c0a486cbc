// From the form of a planned session to the body of its call, and back: what the server finds wrong stands beside the field that it came from.
import type { Planned } from '@hearth/client/pages'
import type { Body } from '@hearth/shared/contract'
import { type Seat, seat } from '@hearth/shared/format'
import type { Fault } from '@hearth/shared/problems'
import type { Session } from '@hearth/shared/session'
import { instantOf, isTimeZone, localTimeOf } from '../local-time.ts'
import { Problem } from '../problem.ts'
import { bodyOf, optionalField, textField, yesField } from './fields.ts'
import type { Fields } from './visit.ts'

/** Throws `invalid-input` with every fault of the form, its day, time and zone among them. */
export function newSessionBody(fields: Fields): Body<'POST /api/spaces/:spaceId/sessions'> {
  const when = whenOf(fields)
  const given = { id: optionalField(fields, 'id'), ...listOf(fields), ...planOf(fields), ...when.given }
  return allFaults(when.faults, () => bodyOf('POST /api/spaces/:spaceId/sessions', given))
}

export function listOf(fields: Fields) {
  return {
    title: textField(fields, 'title'),
    invited: handlesIn(textField(fields, 'invited')),
    callLink: optionalField(fields, 'callLink') ?? null,
  }
}

export function planOf(fields: Fields) {
  return {
    formatId: textField(fields, 'formatId'),
    capacity: capacityOf(fields),
    comers: textField(fields, 'comers'),
    seats: seatsOf(fields),
    keepDays: Number(textField(fields, 'keepDays')),
    lateHistory: yesField(fields, 'lateHistory'),
  }
}

/** Where no instant could be made the start is said to be missing; what was wrong with day, time or zone says it better. */
export function allFaults<Value>(own: Fault[], parse: () => Value): Value {
  try {
    const value = parse()
    if (own.length === 0) return value
  } catch (error) {
    if (!(error instanceof Problem) || own.length === 0) throw error
    const rest = (error.details.errors ?? []).filter(({ pointer }) => pointer !== '/startsAt' && pointer !== '/timeZone')
    throw new Problem('invalid-input', { errors: [...own, ...rest] })
  }
  throw new Problem('invalid-input', { errors: own })
}

export function whenOf(fields: Fields): { given: { startsAt?: string; timeZone: string }; faults: Fault[] } {
  const [day, time, timeZone] = ['day', 'time', 'timeZone'].map(name => textField(fields, name).trim()) as [string, string, string]
  const startsAt = instantOf({ day, time }, timeZone)
  if (startsAt) return { given: { startsAt: startsAt.toISOString(), timeZone }, faults: [] }
  const faults = [
    ...(instantOf({ day, time: '12:00' }, 'UTC') ? [] : [faultOf('day', day)]),
    ...(instantOf({ day: '2026-01-01', time }, 'UTC') ? [] : [faultOf('time', time)]),
    ...(isTimeZone(timeZone) ? [] : [faultOf('timeZone', timeZone)]),
  ]
  return { given: { timeZone }, faults }
}

function faultOf(name: string, given: string): Fault {
  return { pointer: `/${name}`, code: given === '' ? 'required' : 'invalid-format', message: 'is not one' }
}

/** What is no number stays what it is, so that it is refused and not taken for empty. */
function capacityOf(fields: Fields) {
  const given = optionalField(fields, 'capacity')
  return given === undefined ? null : Number(given)
}

function seatsOf(fields: Fields): { seat: Seat; handle: string }[] {
  return seat.options.flatMap(each => handlesIn(textField(fields, `seats.${each}`)).map(handle => ({ seat: each, handle })))
}

export function handlesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).map(handle => handle.replace(/^@/, '')))].filter(Boolean)
}

/** "/seats/3/handle" becomes "/seats/presenter", "/startsAt" becomes "/day". */
export function besideFields(problem: Problem, fields: Fields): Problem {
  const seats = seatsOf(fields)
  const errors = (problem.details.errors ?? []).map(fault => ({ ...fault, ...ofPeople(fault), pointer: placeOf(fault.pointer) }))
  return problem.details.errors ? new Problem(problem.code, { ...problem.details, errors: once(errors) }) : problem

  function placeOf(pointer: string) {
    const at = /^\/seats\/(\d+)/.exec(pointer)?.[1]
    if (at !== undefined) return `/seats/${seats[Number(at)]?.seat ?? 'facilitator'}`
    return pointer === '/startsAt' ? '/day' : pointer
  }
}

/** A handle that is nobody's is said as that. */
function ofPeople({ pointer, code }: Fault) {
  return code === 'unknown' && /^\/(seats|invited)\//.test(pointer) ? { code: 'nobody-here' } : {}
}

function once(faults: Fault[]): Fault[] {
  return faults.filter(({ pointer, code }, at) => faults.findIndex(each => each.pointer === pointer && each.code === code) === at)
}

/** What the fields of a new session begin with. */
export function freshPlan(given: { handle: string; timeZone: string; formatId: string }): Planned {
  const { handle, ...rest } = given
  const empty = { title: '', day: '', time: '', capacity: '', invited: '', callLink: '' }
  return { ...empty, ...rest, comers: 'space', seats: { facilitator: handle }, keepDays: 0, lateHistory: false }
}

export function presentPlan(session: Session): Planned {
  const handlesBySeat = seat.options.map(each => {
    const taken = session.seats.filter(held => held.seat === each)
    return [each, taken.map(({ person }) => person.handle).join(', ')] as const
  })
  return {
    title: session.title,
    formatId: session.format.id,
    ...localTimeOf(new Date(session.startsAt), session.timeZone),
    timeZone: session.timeZone,
    capacity: String(session.capacity),
    comers: session.comers,
    invited: session.invited.map(({ handle }) => handle).join(', '),
    seats: Object.fromEntries(handlesBySeat.filter(([, handles]) => handles !== '')),
    callLink: session.callLink ?? '',
    keepDays: session.keepDays,
    lateHistory: session.lateHistory,
  }
}
