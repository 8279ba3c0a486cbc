// All persistence of drafts: one for each place of each member, gone by themselves; which places a member has drafts for is remembered.
import type { DraftKind } from '@hearth/shared/draft'
import type { ClientSession, Connection } from 'mongoose'
import { defineModel, isDuplicate } from '../db/schema.ts'
import { kept } from '../kept.ts'
import type { DoneDrafts } from '../posts/drafts-done.ts'
import { Problem } from '../problem.ts'

export type DraftDoc = {
  /** Of the account and the place: a member has one draft for each. */
  _id: string
  accountId: string
  kind: DraftKind
  placeId: string
  postId: string | null
  parentId: string | null
  editing: number | null
  /** The fields as JSON: their names are the form's, which this collection knows nothing of. */
  fields: string
  revision: string
  keptAt: Date
  goesAt: Date
  thrownAway: boolean
}
export type DraftPlace = Pick<DraftDoc, 'accountId' | 'kind' | 'placeId'>
export type DraftStore = ReturnType<typeof draftStore>

/** Accounts and places that are remembered at most. */
const mostRemembered = 200_000

export function draftId({ accountId, kind, placeId }: DraftPlace) {
  return `${accountId} ${kind} ${placeId}`
}

/** `alone`: no other server changes anything, so it may be remembered who has drafts where. */
export function draftStore(connection: Connection, { alone }: { alone: boolean }) {
  const model = defineModel<DraftDoc>(
    connection,
    'drafts',
    {
      accountId: { type: String, required: true },
      kind: { type: String, required: true },
      placeId: { type: String, required: true },
      postId: { type: String, default: null },
      parentId: { type: String, default: null },
      editing: { type: Number, default: null },
      fields: { type: String, required: true },
      revision: { type: String, required: true },
      keptAt: { type: Date, required: true },
      goesAt: { type: Date, required: true },
      thrownAway: { type: Boolean, required: true },
    },
    [
      { name: 'of_account', serves: 'one’s own drafts, the last kept first', fields: { accountId: 1, keptAt: -1 } },
      { name: 'gone', serves: 'clearing away', fields: { goesAt: 1 }, expireAfterSeconds: 0 },
    ],
  )
  const memory = alone ? kept<readonly string[]>(mostRemembered, ids => 1 + ids.length) : null
  const changes = new Map<string, number>()

  function changed(accountId: string) {
    changes.set(accountId, (changes.get(accountId) ?? 0) + 1)
  }

  async function mayBe(place: DraftPlace): Promise<boolean> {
    if (!memory) return true
    const { accountId } = place
    const load = async () => (await model.find({ accountId }, { _id: 1 }).lean<DraftDoc[]>()).map(each => each._id)
    const ids = await memory.ask(accountId, () => changes.get(accountId) ?? 0, load)
    return ids.includes(draftId(place))
  }

  return {
    async of(place: DraftPlace, now: Date): Promise<DraftDoc | null> {
      return (await mayBe(place)) ? model.findOne({ _id: draftId(place), goesAt: { $gt: now } }).lean<DraftDoc>() : null
    },
    async all(accountId: string, now: Date): Promise<DraftDoc[]> {
      return model
        .find({ accountId, goesAt: { $gt: now } })
        .sort({ keptAt: -1 })
        .lean<DraftDoc[]>()
    },
    /** The first of its place, or in the stead of one that was thrown away; null where there is one. */
    async begin(draft: DraftDoc): Promise<DraftDoc | null> {
      const over = { $or: [{ goesAt: { $lte: draft.keptAt } }, { thrownAway: true }] }
      try {
        await model.replaceOne({ _id: draft._id, ...over }, draft, { upsert: true })
        return draft
      } catch (error) {
        if (isDuplicate(error)) return null
        throw error
      } finally {
        changed(draft.accountId)
      }
    },
    /** Where the revision is still this one; null where it is not. */
    async change(place: DraftPlace, revision: string, set: Partial<DraftDoc>): Promise<DraftDoc | null> {
      return model.findOneAndUpdate({ _id: draftId(place), revision }, { $set: set }, { returnDocument: 'after' }).lean<DraftDoc>()
    },
    /**
     * With the change that it was a draft of; `postId` tells it from one begun since. Throws `kept-elsewhere` where `from`, the revision
     * that was posted from, is not the last: its newer words would be gone unseen.
     */
    async done(session: ClientSession | null, { postId, from, ...place }: Parameters<DoneDrafts['done']>[1]) {
      if (!(await mayBe(place))) return
      const draft = await model
        .findOne({ _id: draftId(place), postId }, { revision: 1, thrownAway: 1 })
        .session(session)
        .lean<DraftDoc>()
      if (!draft) return
      if (from && !draft.thrownAway && draft.revision !== from) throw new Problem('kept-elsewhere')
      await model.deleteOne({ _id: draft._id }, session ? { session } : {})
      if (session) session.once('ended', () => changed(place.accountId))
      else changed(place.accountId)
    },
    async remove(accountId: string, ids: string[]) {
      await model.deleteMany({ _id: { $in: ids } })
      changed(accountId)
    },
    createIndexes: () => model.createIndexes(),
  }
}
