// What posts tell drafts: that what was kept is posted, so that it goes in the same transaction.
import type { ClientSession } from '../db/connect.ts'

/** `postId`: null for an edit. `from`: the draft's revision that was posted, where the writer had one. */
type Done = {
  accountId: string
  kind: 'reply' | 'topic' | 'edit-reply' | 'edit-topic'
  placeId: string
  postId: string | null
  from: string | undefined
}

export type DoneDrafts = {
  /** `session`: null where nothing was changed and the draft is over all the same. Throws `kept-elsewhere`. */
  done(session: ClientSession | null, done: Done): Promise<void>
}
