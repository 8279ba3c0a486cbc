// Topics on the wire: for members, for guests by allow-list, and as rows of lists.
import type { GuestTopic, Topic, TopicRow } from '@hearth/shared/topic'
import { maskAllHandles } from '../markdown/index.ts'
import { once, onceForNames, viewed } from '../posts/once.ts'
import { authorByline, type Names, presentForGuests, presentForMembers } from '../posts/present.ts'
import type { TopicDoc } from './store.ts'

export const topicForMembers = onceForNames(
  (topic: TopicDoc, names: Names): Topic => ({ ...about(topic), ...presentForMembers(topic, names) }),
)

export const topicForGuests = once((topic: TopicDoc): GuestTopic => ({ ...aboutForGuests(topic), ...presentForGuests(topic) }))

/** `names` is null for guests. `readUpTo` is null for guests and for topics never opened. No words where a content note stands. */
export function topicRow(topic: TopicDoc, names: Names | null, { mine, readUpTo }: { mine: boolean; readUpTo: number | null }): TopicRow {
  const row = names ? rowForMembers(topic, names) : rowForGuests(topic)
  if (!mine && readUpTo === null) return row
  return viewed(row, { unread: readUpTo === null ? null : Math.max(0, topic.lastN - Math.max(0, readUpTo)), mine })
}

const rowForMembers = onceForNames((topic: TopicDoc, names: Names) =>
  rowOf(topic, { ...about(topic), author: authorByline(topic, names), contentNotes: topic.contentNotes, excerpt: topic.excerpt }),
)

const rowForGuests = once((topic: TopicDoc) =>
  rowOf(topic, {
    ...aboutForGuests(topic),
    author: { kind: 'registered-member' },
    contentNotes: topic.contentNotes.map(maskAllHandles),
    excerpt: maskAllHandles(topic.excerpt),
  }),
)

type Told = ReturnType<typeof about> & Pick<TopicRow, 'author' | 'contentNotes' | 'excerpt'>

function rowOf({ removed, lang, createdAt }: TopicDoc, { contentNotes, excerpt, ...told }: Told): TopicRow {
  return Object.freeze({
    ...told,
    contentNotes: removed ? [] : contentNotes,
    lang,
    createdAt: createdAt.toISOString(),
    excerpt: removed || contentNotes.length > 0 ? '' : excerpt,
    unread: null,
    mine: false,
  })
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
    poll: topic.poll ?? false,
    replyCount: topic.replyCount,
    lastN: topic.lastN,
    seq: topic.seq,
    lastActivityAt: topic.lastActivityAt.toISOString(),
  }
}
