// Topics follow their words: after a change of the community's tags each topic under a former word is put under the present one, in small
// steps, so that a kill in between loses nothing; a start goes on where the last process stopped.
import type { Log } from '../log.ts'
import type { Spaces } from '../spaces/index.ts'
import type { Topics } from '../topics/index.ts'
import type { TagDoc, TagStore } from './store.ts'

/** Topics that are looked at together. */
const atOnce = 50

type Deps = { store: TagStore; topics: Pick<Topics, 'store' | 'keepToVocabulary'>; spaces: Pick<Spaces, 'store'>; log: Log }
export type Follower = ReturnType<typeof followerOf>

export function followerOf({ store, topics, spaces, log }: Deps) {
  let under = Promise.resolve()
  let stopped = false

  /** Until a whole round over all spaces finds nothing: a topic may be moved or edited meanwhile. */
  async function settle(tagId: string) {
    for (let left = true; left && !stopped; ) {
      const tag = await store.byId(tagId)
      if (!tag) return
      left = false
      for (const space of await spaces.store.all()) if (await step(space._id, tag)) left = true
      if (!left) await store.settle(tag)
    }
  }

  /** Whether there was anything to do. */
  async function step(spaceId: string, tag: TagDoc): Promise<boolean> {
    const stale = stopped ? [] : await topics.store.underOldWords(spaceId, tag, atOnce)
    for (const topic of stale) await topics.keepToVocabulary(topic)
    return stale.length > 0
  }

  function follow(tag: Pick<TagDoc, '_id'>) {
    const failed = (error: unknown) => log.error({ err: error }, 'Topics could not follow a tag; the next start goes on')
    under = under.then(() => settle(tag._id)).catch(failed)
  }

  return {
    follow,
    async start() {
      for (const tag of await store.unsettled()) follow(tag)
    },
    /** Resolves when every topic has followed. */
    idle: () => under,
    async stop() {
      stopped = true
      await under
    },
  }
}
