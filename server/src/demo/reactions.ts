// Who in the demo pressed Heard and Thanks under which post.
import type { PostReaction } from '@hearth/shared/reaction'
import type { DemoPerson, DemoTopic } from './data.ts'
import { demoId } from './ids.ts'

export type ImportedMark = { accountId: string; topicId: string; postId: string; reactions: PostReaction[]; bookmark: null }

/** The data knows how many, and nobody is shown that: so who it was is chosen, the same at every start, and never who wrote the post. */
export function marksOf(topic: DemoTopic, members: DemoPerson[]): ImportedMark[] {
  return [topic, ...topic.replies].flatMap((post, at) => {
    const others = members.filter(member => member.id !== post.authorId)
    const reader = (turn: number) => others[(at * 7 + turn) % others.length]!
    const { heard = 0, thanks = 0 } = post.reactions ?? {}
    const many = Math.min(Math.max(heard, thanks), others.length)
    return Array.from({ length: many }, (_, turn) => ({
      accountId: demoId(reader(turn).id),
      topicId: demoId(topic.id),
      postId: demoId(post.id),
      bookmark: null,
      reactions: [...(turn < heard ? (['heard'] as const) : []), ...(turn < thanks ? (['thanks'] as const) : [])],
    }))
  })
}
