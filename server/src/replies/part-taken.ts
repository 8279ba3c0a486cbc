// The topics that somebody wrote a reply in, for that person's own inbox; what they wrote without a name is asked of the authorships.
import type { Authorships } from '../authorships/index.ts'
import { recent } from '../recent.ts'
import type { ReplyStore } from './store.ts'

export type PartTaken = ReturnType<typeof partTaken>

const mostKept = 5_000
const keptMs = 600_000

/** `alone`: no other server takes replies, so what is known of a person may be held. */
export function partTaken(
  store: Pick<ReplyStore, 'topicsOfAuthor'>,
  authorships: Pick<Authorships, 'topicsOf'>,
  { alone }: { alone: boolean },
) {
  const named = recent<ReadonlySet<string>>({ most: mostKept, forMs: alone ? keptMs : 0 })
  return {
    async has(accountId: string): Promise<(topicId: string) => boolean> {
      const load = async () => new Set(await store.topicsOfAuthor(accountId))
      const [own, without] = await Promise.all([named.ask(accountId, load), authorships.topicsOf(accountId)])
      return topicId => own?.has(topicId) === true || without.has(topicId)
    },
    /** After the commit of a reply under a name. */
    took(accountId: string, topicId: string) {
      const known = named.get(accountId)
      if (known?.has(topicId)) return
      named.forget(accountId)
      if (known) named.set(accountId, new Set([...known, topicId]))
    },
  }
}
