// The rules of attention: what one follows and mutes is read and changed by oneself alone.
import type { Actor } from './actor.ts'
import { keepPositions, signedIn } from './topics.ts'
import { all, type Verdict } from './writer.ts'

/** Also of what waits because of it. */
export function readAttention(actor: Actor): Verdict {
  return signedIn(actor)
}

/** Silenced members choose on; a token for reading alone chooses nothing. Nobody follows or mutes themselves. */
export function keepAttention(actor: Actor, { oneself }: { oneself: boolean }): Verdict {
  return all(keepPositions(actor), oneself ? 'not-allowed' : true)
}
