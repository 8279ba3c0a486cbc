// What an actor may find: the rule of reading, asked of each space; nothing else is matched, ranked or counted.
import type { Actor } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import { factsOfSpace, type Spaces } from '../spaces/index.ts'
import type { Reach } from './match.ts'
import type { Memory } from './memory.ts'

export async function reachOf(spaces: Pick<Spaces['store'], 'all'>, actor: Actor, memory: Memory): Promise<Reach> {
  const readable = new Set(
    (await spaces.all()).filter(space => can(actor, 'readSpace', factsOfSpace(space)) === true).map(space => space._id),
  )
  const people = can(actor, 'readPeople') === true
  return memory.open(place => (place === 'members' ? people : readable.has(place)))
}
