// Makes a feed of one's own; whoever has its address reads it, so the address is told once and kept as a hash.
import { randomUUID } from 'node:crypto'
import type { Action } from '../http/route.ts'
import { newSecret } from '../keys.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { can, demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { factsOfSpace } from '../spaces/index.ts'
import type { FeedDeps } from './index.ts'
import { presentFeed } from './present.ts'

/** Of one account. */
const mostFeeds = 20

export function makeFeed(deps: FeedDeps): Action<'POST /api/me/feeds'> {
  return async (actor, { body: { scope, spaceId, words } }) => {
    demand(actor, 'manageOwnAccount')
    const { accountId } = actor as Member
    if (scope === 'space') await demandSpace(deps, actor, spaceId)
    const passwordVersion = await deps.accounts.passwordVersionOf(accountId)
    if ((await deps.store.of(accountId, passwordVersion)).length >= mostFeeds) throw tooMany()
    const secret = newSecret()
    const about = { accountId, scope, spaceId: scope === 'space' ? spaceId : null, words, passwordVersion }
    const feed = { _id: randomUUID(), ...about, hash: deps.hashesOf(secret)[0]!, createdAt: deps.clock.now(), lastUsedOn: null }
    await deps.store.insert(feed)
    return { ...presentFeed(feed), url: `${deps.publicUrl()}/feeds/${secret}.atom` }
  }
}

/** A space that one may not read is one that there is not. */
async function demandSpace({ spaces }: FeedDeps, actor: Actor, spaceId: string | null) {
  const space = spaceId === null ? null : await spaces.store.byId(spaceId)
  if (space && can(actor, 'readSpace', factsOfSpace(space)) === true) return
  throw new Problem('invalid-input', { errors: [{ pointer: '/spaceId', code: 'invalid-value', message: 'is no space' }] })
}

function tooMany() {
  return new Problem('invalid-input', {
    errors: [{ pointer: '/scope', code: 'too-big', message: `is one of more than ${mostFeeds} feeds` }],
  })
}
