// Reactions to posts: a few words that a reader presses. Nobody sees how many; its author alone sees that a post was heard.
import { z } from 'zod'
import { id } from './id.ts'

export const postReaction = z.enum(['heard', 'thanks', 'with-you', 'learned'])
export type PostReaction = z.infer<typeof postReaction>

const reactions = z.array(postReaction).max(postReaction.options.length)
/** The caller's own, whole: what is not in it is no longer pressed. */
const ownReactions = z.strictObject({ reactions })

/** What the caller put on the posts of one topic, and how the caller's own posts were received, without who and how many. */
export const marks = z
  .object({
    offered: reactions.meta({ description: 'The reactions that this community offers' }),
    items: z.array(z.object({ postId: id, reactions, bookmarked: z.boolean() })).meta({ description: 'Posts that the caller marked' }),
    received: z
      .array(z.object({ postId: id, reactions }))
      .meta({ description: "The caller's own posts to which somebody reacted, also those without a name" }),
  })
  .meta({ id: 'Marks' })
export type Marks = z.infer<typeof marks>

export const reactionCalls = {
  'GET /api/topics/:topicId/marks': {
    returns: marks,
    summary: 'What the caller put on the posts of a topic, and how their own were received',
  },
  'PUT /api/topics/:topicId/reactions': {
    body: ownReactions,
    returns: ownReactions,
    summary: "The caller's own reactions to the original post, whole",
  },
  'PUT /api/replies/:replyId/reactions': {
    body: ownReactions,
    returns: ownReactions,
    summary: "The caller's own reactions to a reply, whole",
  },
} as const
