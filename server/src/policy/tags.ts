// The rule of tags: who keeps the community's words. Reading a tag is reading a topic that carries it.
import { type Actor, holds } from './actor.ts'
import { all, mayWrite, type Verdict } from './writer.ts'

export function manageTags(actor: Actor): Verdict {
  return all(mayWrite(actor), holds(actor, 'coordinator', 'moderator') ? true : 'not-allowed')
}
