// The ways through the replies: to the first unread, threaded or flat, oldest or newest first, and from page to page.
import { useMessages } from '../messages.ts'
import type { TopicPageProps } from '../pages/topic.tsx'
import { placeAddress, topicAddress, withQuery } from './addresses.ts'
import { useLowEnergy } from './energy.ts'
import { Pager } from './pager.tsx'

export function RepliesHead({ topic, view, order }: TopicPageProps) {
  const t = useMessages()
  const low = useLowEnergy()
  const unread = topic.readUpTo === null ? 0 : topic.lastN - topic.readUpTo
  const other = { view: view === 'threaded' ? 'flat' : 'threaded', order: order === 'oldest' ? 'newest' : 'oldest' } as const
  return (
    <div class="replies-head">
      <h2 id="replies-title">{t('row.replies', { count: topic.replyCount })}</h2>
      {(low ? unread > 0 : topic.lastN > 0) && (
        <nav class="ways" aria-label={t('topic.ways')}>
          {unread > 0 && (
            <a class="act strong" href={placeAddress(topic.id, (topic.readUpTo ?? 0) + 1)}>
              {t('topic.firstUnread')}
            </a>
          )}
          {!low && (
            <>
              <a class="act" href={`${withQuery(topicAddress(topic.id), { view: other.view, order })}#replies-title`}>
                {t(`topic.${other.view}`)}
              </a>
              <a class="act" href={`${withQuery(topicAddress(topic.id), { view, order: other.order })}#replies-title`}>
                {t(`topic.${other.order}`)}
              </a>
            </>
          )}
        </nav>
      )}
    </div>
  )
}

export function RepliesPager({ topic, replies, view, order }: TopicPageProps) {
  const t = useMessages()
  const step = (cursor: string | null, label: string) =>
    cursor === null ? null : { href: `${withQuery(topicAddress(topic.id), { view, order, after: cursor })}#replies-title`, label }
  return <Pager back={step(replies.previous, t('pager.previousReplies'))} on={step(replies.next, t('pager.moreReplies'))} />
}
