// Bookmarks on the wire: the post as a row of a list would show it, and nothing of one that its reader may no longer read.
import type { Bookmark } from '@hearth/shared/bookmark'
import type { Actor } from '../policy/actor.ts'
import type { Post } from '../posts/post.ts'
import { authorByline, type Names } from '../posts/present.ts'
import { Problem } from '../problem.ts'
import type { TopicDoc } from '../topics/index.ts'
import type { Bookmarked } from './bookmark-store.ts'
import type { MarkDeps } from './index.ts'

type Told = Pick<Post, 'authorId' | 'alias' | 'contentNotes' | 'lang' | 'excerpt' | 'removed'>
type Found = { topic: TopicDoc; n: number | null; post: Told }

export async function presentBookmarks(deps: MarkDeps, actor: Actor, marks: Bookmarked[]): Promise<Bookmark[]> {
  const [topics, replies] = await Promise.all([readable(deps, actor, marks), repliesOf(deps, marks)])
  const found = marks.map(({ postId, topicId }): Found | null => {
    const [topic, reply] = [topics.get(topicId), replies.get(postId)]
    if (!topic) return null
    if (postId === topicId) return { topic, n: null, post: topic }
    return reply ? { topic, n: reply.n, post: reply } : null
  })
  const names = await deps.accounts.bylinesOf(found.map(each => each?.post.authorId ?? null).filter(id => id !== null))
  const now = deps.clock.now()
  return marks.map(({ postId, bookmark: { note, remindAt, at } }, index) => ({
    postId,
    note,
    remindAt: remindAt?.toISOString() ?? null,
    due: remindAt !== null && remindAt <= now,
    createdAt: at.toISOString(),
    post: postOf(found[index] ?? null, names),
  }))
}

function postOf(found: Found | null, names: Names): Bookmark['post'] {
  if (!found) return null
  const { topic, n, post } = found
  const covered = post.removed !== null || post.contentNotes.length > 0
  return {
    topicId: topic._id,
    title: topic.title,
    n,
    author: authorByline(post, names),
    contentNotes: post.removed ? [] : post.contentNotes,
    lang: post.lang,
    excerpt: covered ? '' : post.excerpt,
    removed: post.removed !== null,
  }
}

/** The topics among these that the actor may read now. */
async function readable({ topics }: MarkDeps, actor: Actor, marks: Bookmarked[]): Promise<Map<string, TopicDoc>> {
  const ids = [...new Set(marks.map(mark => mark.topicId))]
  const found = await Promise.all(
    ids.map(id =>
      topics.view.load(actor, id).catch(error => {
        if (error instanceof Problem && error.code === 'not-found') return null
        throw error
      }),
    ),
  )
  return new Map(found.flatMap(seen => (seen ? [[seen.topic._id, seen.topic] as const] : [])))
}

async function repliesOf({ replies }: MarkDeps, marks: Bookmarked[]) {
  const ids = marks.filter(mark => mark.postId !== mark.topicId).map(mark => mark.postId)
  const found = ids.length > 0 ? await replies.store.rows(ids) : []
  return new Map(found.map(reply => [reply._id, reply]))
}
