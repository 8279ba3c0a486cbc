// What the form of a planned session changed since it was opened: only that is sent, so that nothing which changed meanwhile is undone.
import type { Planned } from '@hearth/client/pages'
import type { Body } from '@hearth/shared/contract'
import { seat } from '@hearth/shared/format'
import type { Session } from '@hearth/shared/session'
import { bodyOf, textField } from './fields.ts'
import { allFaults, handlesIn, listOf, planOf, whenOf } from './planned-fields.ts'
import type { Fields } from './visit.ts'

const when = ['day', 'time', 'timeZone']
const seatFields = seat.options.map(each => `seats.${each}`)

/** What the form was opened with, as its fields would send it; goes with the form in a hidden field. */
export function openedWith({ seats, ...present }: Planned): string {
  const held = Object.entries(seats).map(([each, handles]) => [`seats.${each}`, handles])
  const lateHistory = present.lateHistory ? 'true' : ''
  return JSON.stringify({ ...present, keepDays: String(present.keepDays), lateHistory, ...Object.fromEntries(held) })
}

/** Throws `invalid-input` with every fault of what was changed. */
export function sessionChangeBody(fields: Fields, session: Session): Body<'PATCH /api/sessions/:sessionId'> {
  const was = wasIn(fields)
  const changed = (names: string[]) => names.some(name => name in fields && textField(fields, name) !== (was[name] ?? ''))
  const moved = changed(when) ? whenOf(fields) : { given: {}, faults: [] }
  const { seats, lateHistory, ...plan } = planOf(fields)
  const words = { ...listOf(fields), ...plan, invited: listNow(fields, was, session) }
  const given = {
    ...Object.fromEntries(Object.entries(words).filter(([name]) => changed([name]))),
    ...(changed(seatFields) ? { seats } : {}),
    // A box that is not ticked sends nothing; the form of a session that began has none.
    ...('comers' in fields && lateHistory !== (was.lateHistory === 'true') ? { lateHistory } : {}),
    ...moved.given,
  }
  return allFaults(moved.faults, () => bodyOf('PATCH /api/sessions/:sessionId', given))
}

/** Whoever was let in while the form was open stays on the list. */
function listNow(fields: Fields, was: Record<string, string>, session: Session): string[] {
  const [before, after] = [was.invited ?? '', textField(fields, 'invited')].map(handlesIn) as [string[], string[]]
  const meanwhile = session.invited.map(({ handle }) => handle).filter(handle => !before.includes(handle))
  return [...new Set([...after, ...meanwhile])]
}

function wasIn(fields: Fields): Record<string, string> {
  try {
    const given: unknown = JSON.parse(textField(fields, 'was'))
    return typeof given === 'object' && given !== null ? (given as Record<string, string>) : {}
  } catch {
    return {}
  }
}
