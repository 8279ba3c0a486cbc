// A post that waited is posted: as its author, by the same actions and rules as any other, under its own id, so that twice is once.
import type { ProblemCode } from '@hearth/shared/problems'
import { type HeldBecause, heldBecause } from '@hearth/shared/waiting-post'
import type { Exchange } from '../http/route.ts'
import { Problem } from '../problem.ts'
import type { LaterDeps } from './index.ts'
import type { WaitingDoc } from './store.ts'

/** Posting asks nothing of a request. */
const noRequest = {} as Exchange
export type Outcome = { posted: true } | { held: HeldBecause }

/** Throws only what another try may mend. */
export function postIt({ accounts, topics, replies }: LaterDeps) {
  return async (doc: WaitingDoc): Promise<Outcome> => {
    const actor = await accounts.actorOfAccount(doc.accountId)
    if (!actor) return { held: 'account-suspended' }
    const body = { ...doc.words, id: doc._id }
    try {
      if (doc.what === 'reply')
        await replies.actions.post(
          actor,
          { params: { topicId: doc.topicId! }, query: undefined as never, body: { ...body, parentId: doc.parentId } },
          noRequest,
        )
      else
        await topics.actions.start(
          actor,
          { params: { spaceId: doc.spaceId! }, query: undefined as never, body: { ...newTopic, ...body } },
          noRequest,
        )
      return { posted: true }
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error
      return { held: reasonOf(error.code) }
    }
  }
}

/** What a topic has at least; its words hold the rest. */
const newTopic = { title: '', kind: 'discussion' as const, tags: [], crisisLines: false, poll: null }

function reasonOf(code: ProblemCode): HeldBecause {
  if (code === 'not-found') return 'moved-away'
  return heldBecause.options.find(known => known === code) ?? 'other'
}

/** Where a post is found once it is posted. */
export function linkOf({ what, _id }: Pick<WaitingDoc, 'what' | '_id'>) {
  return what === 'reply' ? `/replies/${_id}` : `/topics/${_id}`
}
