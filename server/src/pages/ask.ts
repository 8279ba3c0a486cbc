// Pages ask the same actions as the API; this unwraps their answers.
import type { CallKey, Returns } from '@hearth/shared/contract'
import { type Action, type Input, Repeat } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import type { Visit } from './visit.ts'

type Given<Key extends CallKey> = { [Part in keyof Input<Key>]?: Input<Key>[Part] }

/** `as` is who asks when that is not the visit's own actor. */
export async function ask<Key extends CallKey>(
  { actor, req, res }: Visit,
  action: Action<Key>,
  given: Given<Key> = {},
  as: Actor = actor,
): Promise<Returns<Key>> {
  const answer = await action(as, given as Input<Key>, { req, res })
  return answer instanceof Repeat ? answer.value : (answer as Returns<Key>)
}
