// A member bookmarks a post, changes the note and the reminder, looks at it, and removes it.
import type { Action } from '../http/route.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { MarkDeps } from './index.ts'
import { presentBookmarks } from './present-bookmarks.ts'

export function putBookmark(deps: MarkDeps): Action<'PUT /api/bookmarks/:postId'> {
  return async (actor, { params: { postId }, body }) => {
    const topicId = await topicOf(deps, actor, postId)
    const { accountId } = actor as Member
    const before = await deps.store.bookmarkOf(accountId, postId)
    const remindAt = body.remindAt === null ? null : new Date(body.remindAt)
    const bookmark = { note: body.note, remindAt, at: before?.bookmark.at ?? deps.clock.now() }
    await deps.store.put(accountId, { postId, topicId }, { bookmark })
    return present(deps, actor, postId)
  }
}

export function seeBookmark(deps: MarkDeps): Action<'GET /api/bookmarks/:postId'> {
  return async (actor, { params }) => {
    demand(actor, 'seeBookmarks')
    return present(deps, actor, params.postId)
  }
}

export function removeBookmark({ store }: MarkDeps): Action<'DELETE /api/bookmarks/:postId'> {
  return async (actor, { params: { postId } }) => {
    demand(actor, 'keepBookmarks')
    const { accountId } = actor as Member
    const known = await store.bookmarkOf(accountId, postId)
    if (known) await store.put(accountId, known, { bookmark: null })
    return null
  }
}

/** Throws `not-found` for a post that is absent and for one that the actor may not read, alike. */
async function topicOf({ topics, replies }: MarkDeps, actor: Actor, postId: string) {
  const reply = await replies.store.byId(postId)
  const { topic, facts } = await topics.view.load(actor, reply?.topicId ?? postId)
  demand(actor, 'keepBookmark', facts)
  return topic._id
}

async function present(deps: MarkDeps, actor: Actor, postId: string) {
  const known = await deps.store.bookmarkOf((actor as Member).accountId, postId)
  if (!known) throw new Problem('not-found')
  return (await presentBookmarks(deps, actor, [known]))[0]!
}
