// Topics on the wire: for members, for guests by allow-list, and as rows of lists.
import type { GuestTopic, Topic, TopicRow } from '@hearth/shared/topic'
import { maskAllHandles } from '../markdown/index.ts'
import { once, onceForNames } from '../posts/once.ts'
import { authorByline, type Names, presentForGuests, presentForMembers } from '../posts/present.ts'
import type { TopicDoc } from './store.ts'

export const topicForMembers = onceForNames(
  (topic: TopicDoc, names: Names): Topic => ({ ...about(topic), ...presentForMembers(topic, names) }),
)

export const topicForGuests = once((topic: TopicDoc): GuestTopic => ({ ...aboutForGuests(topic), ...presentForGuests(topic) }))

/** `names` is null for guests. `readUpTo` is null for guests and for topics never opened. No words where a content note stands. */
export function topicRow(topic: TopicDoc, names: Names | null, reader: { mine: boolean; readUpTo: number | null }): TopicRow {
  return {
    ...(names ? about(topic) : aboutForGuests(topic)),
    author: names ? authorByline(topic, names) : { kind: 'registered-member' },
    contentNotes: topic.removed ? [] : names ? topic.contentNotes : topic.contentNotes.map(maskAllHandles),
    lang: topic.lang,
    createdAt: topic.createdAt.toISOString(),
    excerpt: topic.removed || topic.contentNotes.length > 0 ? '' : names ? topic.excerpt : maskAllHandles(topic.excerpt),
    unread: reader.readUpTo === null ? null : Math.max(0, topic.lastN - reader.readUpTo),
    mine: reader.mine,
  }
}

function aboutForGuests(topic: TopicDoc) {
  return { ...about(topic), title: maskAllHandles(topic.title), tags: topic.tags.map(maskAllHandles) }
}

function about(topic: TopicDoc) {
  return {
    id: topic._id,
    spaceId: topic.spaceId,
    slug: topic.slug,
    title: topic.title,
    kind: topic.kind,
    tags: topic.tags,
    pinned: topic.pinned,
    locked: topic.locked,
    crisisLines: topic.crisisLines,
    replyCount: topic.replyCount,
    lastN: topic.lastN,
    seq: topic.seq,
    lastActivityAt: topic.lastActivityAt.toISOString(),
  }
}
