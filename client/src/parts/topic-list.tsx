// A list of topics: title, a line of the text where no content note stands, and a few facts.
import type { TopicRow } from '@hearth/shared/topic'
import { Fragment } from 'preact'
import { useMessages } from '../messages.ts'
import { topicAddress } from './addresses.ts'
import { Badge } from './badge.tsx'
import { nameOf } from './byline.tsx'
import { Facts } from './facts.tsx'
import { rich } from './rich.tsx'
import { TagLink } from './tag-link.tsx'
import { Time } from './time.tsx'

/** `spaceNames`: given where topics of several spaces stand together. */
export function TopicList({ rows, spaceNames }: { rows: TopicRow[]; spaceNames?: Record<string, string> }) {
  return (
    <ul class="list">
      {rows.map(row => (
        <li key={row.id} class={row.unread ? 'new' : undefined}>
          <h3>
            <a href={topicAddress(row.id)} lang={row.lang} dir="auto">
              {row.title}
            </a>
          </h3>
          {row.excerpt && (
            <p class="say" lang={row.lang} dir="auto">
              {row.excerpt}
            </p>
          )}
          <RowFacts row={row} spaceName={spaceNames?.[row.spaceId]} />
        </li>
      ))}
    </ul>
  )
}

function RowFacts({ row, spaceName }: { row: TopicRow; spaceName: string | undefined }) {
  const t = useMessages()
  return (
    <Facts
      items={[
        row.pinned && <Badge icon="pin">{t('row.pinned')}</Badge>,
        row.locked && <Badge icon="lock">{t('row.locked')}</Badge>,
        row.kind === 'announcement' && <Badge>{t('kind.announcement')}</Badge>,
        row.contentNotes.length > 0 && (
          <Badge kind="cn">{rich(t('row.contentNote'), { notes: () => <bdi>{row.contentNotes.join(', ')}</bdi> })}</Badge>
        ),
        row.unread ? <span class="newmark">{t('row.unread', { count: row.unread })}</span> : null,
        <Author key="author" row={row} />,
        t('row.replies', { count: row.replyCount }),
        rich(t(row.replyCount > 0 ? 'row.lastReply' : 'row.started'), { when: () => <Time at={row.lastActivityAt} style="shortDay" /> }),
        spaceName && <bdi>{spaceName}</bdi>,
        !spaceName && row.tags.length > 0 && <RowTags key="tags" tags={row.tags} />,
      ]}
    />
  )
}

function RowTags({ tags }: Pick<TopicRow, 'tags'>) {
  return (
    <>
      {tags.map((tag, at) => (
        <Fragment key={tag}>
          {at > 0 && ', '}
          <TagLink word={tag} />
        </Fragment>
      ))}
    </>
  )
}

function Author({ row }: { row: TopicRow }) {
  const t = useMessages()
  const name = () => <bdi>{nameOf(row.author, t)}</bdi>
  return <>{row.mine ? rich(t('row.you'), { name }) : name()}</>
}
