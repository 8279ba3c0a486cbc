// One of one's own posts that wait; anybody else's is not there.
import type { Actor } from '../policy/actor.ts'
import { accountIdOf } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import type { LaterDeps } from './index.ts'
import { linkOf } from './post-it.ts'
import type { WaitingDoc } from './store.ts'

/** Throws `not-found`, or `already-posted` with where it stands, for who comes back to it. */
export async function ownWaiting({ store, topics, replies }: LaterDeps, actor: Actor, id: string): Promise<WaitingDoc> {
  const doc = await store.byId(id)
  if (doc?.accountId === accountIdOf(actor)) return doc!
  const posted = (await replies.store.byId(id)) ?? (await topics.store.byId(id))
  if (!posted || !(await topics.view.isMine(actor, posted))) throw new Problem('not-found')
  throw new Problem('already-posted', { link: linkOf({ what: 'topicId' in posted ? 'reply' : 'topic', _id: id }) })
}

/** Null from the store: it changed meanwhile, or is being posted this very moment. */
export function notChanged(doc: WaitingDoc, now: WaitingDoc | null): Problem {
  if (!now || now.claimedUntil) return new Problem('already-posted', { link: linkOf(doc) })
  return new Problem('edited-meanwhile', { link: `/waiting/${doc._id}/edit` })
}
