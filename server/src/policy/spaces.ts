// The rules of spaces: who reads one, posts in it, makes and changes it.
import type { Role } from '@hearth/shared/role'
import { roles } from '@hearth/shared/role'
import type { Visibility } from '@hearth/shared/space'
import { type Actor, holds } from './actor.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

export type SpaceFacts = { visibility: Visibility; archived: boolean; anonymous: boolean }

/** What is not to be read does not exist: `not-found`. */
export function readSpace(actor: Actor, space: SpaceFacts): Verdict {
  return visibleTo(actor).includes(space.visibility) ? true : 'not-found'
}

export function startTopic(actor: Actor, space: SpaceFacts): Verdict {
  return all(readSpace(actor, space), mayWrite(actor), space.archived ? 'space-archived' : true)
}

export function postAnonymously(actor: Actor, space: SpaceFacts): Verdict {
  return all(readSpace(actor, space), mayWrite(actor), space.anonymous ? true : 'not-allowed')
}

export function manageSpaces(actor: Actor): Verdict {
  return all(mayWrite(actor), holds(actor, 'coordinator') ? true : 'not-allowed')
}

/** The visibilities that an actor may read: the filter of every list, held to `readSpace` by a property test. */
export function visibleTo(actor: Actor): Visibility[] {
  if (actor.kind === 'guest') return ['public']
  const own = roles.filter(role => actor.roles.includes(role)).map((role: Role): Visibility => `role:${role}`)
  return ['public', 'members', ...own]
}
