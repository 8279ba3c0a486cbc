// The end of a topic: the composer, or why one cannot answer here and what to do instead.
import { useMessages } from '../messages.ts'
import type { TopicPageProps } from '../pages/topic.tsx'
import { topicAddress, withQuery } from './addresses.ts'
import { LowFold } from './low-fold.tsx'
import { Notice } from './notice.tsx'
import { ReplyForm } from './reply-form.tsx'
import { rich } from './rich.tsx'

export function TopicEnd(props: TopicPageProps) {
  const t = useMessages()
  if (props.composer) {
    const { parent, form, previewHtml } = props.composer
    const begun = parent !== null || previewHtml !== null || form.problem !== null || Object.keys(form.values).length > 0
    return (
      <LowFold name={t('energy.write')} open={begun}>
        <ReplyForm {...props.composer} />
      </LowFold>
    )
  }
  const why = reasonOf(props)
  return (
    <div class="topic-end" id="compose">
      <Notice title={t(`end.${why}`)} id="end-title">
        <p>{rich(t(`end.${why}.then`), { join: words => <a href="/register">{words}</a> })}</p>
        {why === 'guest' && (
          <p>
            <a class="btn" href={withQuery('/sign-in', { next: topicAddress(props.topic.id) })}>
              {t('end.signIn')}
            </a>
          </p>
        )}
      </Notice>
    </div>
  )
}

function reasonOf({ topic, space, reader }: TopicPageProps) {
  if (topic.locked) return 'locked'
  if (space.archivedAt) return 'archived'
  if (reader === 'guest') return 'guest'
  return reader === 'silenced' ? 'silenced' : 'readOnly'
}
