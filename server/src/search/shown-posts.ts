// The stored posts behind what was found. One process alone may hold those that it showed: an edit gives a post another number in the index.
import { kept } from '../kept.ts'
import type { Post } from '../posts/post.ts'
import type { Replies } from '../replies/index.ts'
import type { TopicDoc, TopicStore } from '../topics/index.ts'
import type { Ref } from './entry.ts'

export type ShownPosts = { of(refs: Ref[]): Promise<Map<number, Shown>> }
type Shown = { topic: TopicDoc; post: Post }
type Deps = {
  topics: Pick<TopicStore, 'byId'>
  replies: Pick<Replies['store'], 'byIds'> /** Whether other servers change posts. */
  shared: boolean
}

/** Characters of posts with their words that are held at most. */
const mostHeld = 8_000_000
/** What a post weighs beside its HTML: as plain text, and its words with their places. */
const times = 4

export function shownPosts({ topics, replies, shared }: Deps): ShownPosts {
  const held = kept<Post>(mostHeld)

  async function repliesOf(refs: Ref[]): Promise<Map<number, Post>> {
    const found = new Map(refs.map(ref => [ref.doc, shared ? undefined : held.get(ref.id, ref.stamp)]))
    const missing = refs.filter(ref => !found.get(ref.doc))
    const loaded = missing.length === 0 ? [] : await replies.byIds(missing.map(ref => ref.id))
    const byId = new Map(loaded.map(reply => [reply._id, reply]))
    for (const ref of missing) {
      const post = byId.get(ref.id)
      if (!post) continue
      found.set(ref.doc, post)
      if (!shared) held.set(ref.id, post, times * post.html.length, ref.stamp)
    }
    return new Map([...found].filter((each): each is [number, Post] => each[1] !== undefined))
  }

  return {
    async of(refs) {
      const [posts, found] = [await repliesOf(refs.filter(ref => ref.n > 0)), new Map<number, Shown>()]
      const things = [...new Set(refs.map(ref => ref.thing))]
      const topicsFound = new Map(
        (await Promise.all(things.map(id => topics.byId(id)))).filter(topic => topic !== null).map(topic => [topic._id, topic]),
      )
      for (const ref of refs) {
        const topic = topicsFound.get(ref.thing)
        const post = ref.n === 0 ? topic : posts.get(ref.doc)
        if (topic && post) found.set(ref.doc, { topic, post })
      }
      return found
    },
  }
}
