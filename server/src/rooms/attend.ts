// Attendance: when somebody came and went, and in which seats, written together with the change that says so.
import type { ClientSession } from '../db/connect.ts'
import type { AttendanceDoc, SessionDoc } from './model.ts'
import type { Person } from './state.ts'
import type { RoomStore } from './store.ts'

type Change = { before: SessionDoc; after: SessionDoc }

/** Those whose presence or seats the change touched; at the close everybody leaves. */
export async function attend(store: RoomStore, tx: ClientSession, { before, after }: Change, now: Date) {
  if (before.state.people === after.state.people && before.stage === after.stage) return
  for (const person of after.state.people) {
    const was = before.state.people.find(each => each.id === person.id)
    if (isHere(before, was) === isHere(after, person) && sameSeats(was, person)) continue
    const known = await store.attendanceOf(after._id, person.id, tx)
    if (known) await store.putAttendance(tx, attended(known, isHere(after, person), person, now))
  }
}

function isHere(doc: SessionDoc, person: Person | undefined) {
  return doc.stage !== 'over' && person?.here === true && !person.removed
}

function sameSeats(was: Person | undefined, person: Person) {
  return was !== undefined && was.seats.join() === person.seats.join()
}

export function attended(known: AttendanceDoc, here: boolean, { seats }: Pick<Person, 'seats'>, now: Date): AttendanceDoc {
  const open = known.spells.at(-1)?.to === null
  const spells = here && !open ? [...known.spells, { from: now, to: null }] : !here && open ? ended(known.spells, now) : known.spells
  return { ...known, spells, seats: [...new Set([...known.seats, ...seats])] }
}

function ended(spells: AttendanceDoc['spells'], now: Date) {
  return spells.map(spell => (spell.to === null ? { ...spell, to: now } : spell))
}

/** Whole minutes, rounded; of one who is still there, up to now. */
export function minutesOf({ spells }: AttendanceDoc, now: Date) {
  const ms = spells.reduce((sum, { from, to }) => sum + ((to ?? now).getTime() - from.getTime()), 0)
  return Math.round(ms / 60_000)
}
