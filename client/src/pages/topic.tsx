// A topic: its original post, its replies in branches or one after the other, and the place to answer.
import type { Attention } from '@hearth/shared/attention'
import type { Choices, Cover } from '@hearth/shared/hard-subjects'
import type { Marks } from '@hearth/shared/reaction'
import type { ViewedReply } from '@hearth/shared/reply'
import type { SimilarTopic } from '@hearth/shared/search'
import type { CrisisLine } from '@hearth/shared/site'
import type { Space } from '@hearth/shared/space'
import type { ViewedTopic } from '@hearth/shared/topic'
import { useMessages } from '../messages.ts'
import { spaceAddress } from '../parts/addresses.ts'
import { Badge } from '../parts/badge.tsx'
import { TitleBelow, TitleInHeading } from '../parts/covered-title.tsx'
import { CrisisPanel } from '../parts/crisis-panel.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns } from '../parts/layout.tsx'
import { LowFold } from '../parts/low-fold.tsx'
import { NearTopics } from '../parts/near-topics.tsx'
import { isMuted } from '../parts/place.ts'
import { Poll, type PollProps } from '../parts/poll.tsx'
import { Post } from '../parts/post.tsx'
import { marksOf } from '../parts/post-marks.tsx'
import { Replies } from '../parts/replies.tsx'
import { RepliesHead, RepliesPager } from '../parts/replies-ways.tsx'
import type { ReplyFormProps } from '../parts/reply-form.tsx'
import { TopicAside } from '../parts/topic-aside.tsx'
import { TopicEnd } from '../parts/topic-end.tsx'
import { type ShownWaiting, WaitingNotice } from '../parts/waiting-notice.tsx'

export type TopicPageProps = {
  space: Pick<Space, 'id' | 'name' | 'visibility' | 'anonymous' | 'archivedAt'>
  topic: ViewedTopic
  replies: { items: ViewedReply[]; next: string | null; previous: string | null; seq: number }
  view: 'threaded' | 'flat'
  order: 'oldest' | 'newest'
  /** Lines to show above the text when the topic asks for them; may be empty. */
  crisisLines: CrisisLine[]
  /** The composer, or null where the reader cannot reply. */
  composer: ReplyFormProps | null
  /** What is put to a vote, if anything. */
  poll: PollProps | null
  /** A reply of the reader's own that waits, just after it was written. */
  waiting: ShownWaiting | null
  /** By id, the topic's own among them: what is folded for this reader alone. */
  covers?: Record<string, Cover>
  choices?: Choices
  /** Topics near to this one that the reader may read. */
  near: SimilarTopic[]
  /** Who reads: decides what stands in the composer's place. */
  reader: 'guest' | 'member' | 'silenced'
  /** The reader's own marks; null for guests. */
  marks: Marks | null
  /** How much of the topic reaches the reader; null for guests. */
  attention: Pick<Attention, 'level' | 'until'> | null
  /** The members whose named posts are folded for this reader. */
  muted: readonly string[]
}

export function TopicPage(props: TopicPageProps) {
  const { space, topic, replies, view, order, covers, choices } = props
  const t = useMessages()
  const mayReply = props.composer !== null
  const mayReact = props.reader === 'member' && space.archivedAt === null
  const cover = covers?.[topic.id]
  const original = (
    <Post
      post={topic}
      topicId={topic.id}
      n={null}
      mine={topic.mine}
      muted={isMuted(topic.author, props.muted)}
      can={topic.can}
      mayReply={mayReply}
      marks={marksOf(props.marks, topic, mayReact)}
      {...(cover ? { cover } : {})}
    />
  )
  return (
    <Columns aside={<TopicAside {...props} />}>
      <Heading back={[{ href: spaceAddress(space.id), name: space.name }]}>
        <TitleInHeading title={topic.title} lang={topic.lang} covered={cover?.title ?? false} of="hard.topicTitle" />
      </Heading>
      <TitleBelow title={topic.title} hard={cover?.title ? cover.hard : null} />
      <TopicBadges {...props} />
      {topic.crisisLines && <CrisisPanel lines={props.crisisLines} />}
      {/* Where one reads on, the original post can wait. */}
      {replies.previous === null ? original : <LowFold name={t('energy.original')}>{original}</LowFold>}
      {props.poll && <Poll {...props.poll} />}
      <section class="section replies-part" aria-labelledby="replies-title">
        <RepliesHead {...props} />
        {topic.lastN === 0 && <p class="none-yet">{t(mayReply ? 'topic.noReplyYet' : 'topic.noReply')}</p>}
        <Replies
          topicId={topic.id}
          items={replies.items}
          view={view}
          order={order}
          readUpTo={topic.readUpTo}
          mayReply={mayReply}
          marks={props.marks}
          mayReact={mayReact}
          seq={replies.seq}
          lastN={topic.lastN}
          isLast={replies.next === null}
          muted={props.muted}
          {...(covers ? { covers } : {})}
          {...(choices ? { choices } : {})}
        />
        <RepliesPager {...props} />
        {props.waiting && <WaitingNotice waiting={props.waiting} />}
        <TopicEnd {...props} />
      </section>
      <NearTopics items={props.near} title={t('near.title')} />
    </Columns>
  )
}

function TopicBadges({ topic }: TopicPageProps) {
  const t = useMessages()
  if (!topic.pinned && !topic.locked && topic.kind === 'discussion') return null
  return (
    <p class="row badges">
      {topic.pinned && <Badge icon="pin">{t('row.pinned')}</Badge>}
      {topic.locked && <Badge icon="lock">{t('row.locked')}</Badge>}
      {topic.kind !== 'discussion' && <Badge>{t(`kind.${topic.kind}`)}</Badge>}
    </p>
  )
}
