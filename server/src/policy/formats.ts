// The rules of formats: how people reflect together is no secret; coordinators write the community's own.
import { type Actor, holds } from './actor.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

/** `own`: written here, not shipped. */
export type FormatFacts = { own: boolean }

export function readFormats(_actor: Actor): Verdict {
  return true
}

export function manageFormats(actor: Actor): Verdict {
  return all(mayWrite(actor), holds(actor, 'coordinator') ? true : 'not-allowed')
}

/** Also withdraw and bring back. */
export function changeFormat(actor: Actor, format: FormatFacts): Verdict {
  return all(manageFormats(actor), format.own ? true : 'format-shipped')
}
