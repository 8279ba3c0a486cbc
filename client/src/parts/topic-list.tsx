// A list of topics: title, a line of the text where no content note stands, and a few facts.
import type { Cover } from '@hearth/shared/hard-subjects'
import type { TopicRow } from '@hearth/shared/topic'
import { Fragment } from 'preact'
import { useMessages } from '../messages.ts'
import { topicAddress } from './addresses.ts'
import { Badge } from './badge.tsx'
import { nameOf } from './byline.tsx'
import { Facts } from './facts.tsx'
import { Fold, HardLine } from './fold.tsx'
import { rich } from './rich.tsx'
import { TagLink } from './tag-link.tsx'
import { Time } from './time.tsx'

type TopicListProps = {
  rows: TopicRow[]
  /** Given where topics of several spaces stand together. */
  spaceNames?: Record<string, string>
  /** By id: what is folded for this reader alone. */
  covers?: Record<string, Cover>
}

export function TopicList({ rows, spaceNames, covers }: TopicListProps) {
  const t = useMessages()
  return (
    <ul class="list">
      {rows.map(row => (
        <li key={row.id} class={row.unread ? 'new' : undefined}>
          <h3>
            <a href={topicAddress(row.id)} {...(covers?.[row.id]?.title ? {} : { lang: row.lang })} dir="auto">
              {covers?.[row.id]?.title ? t('hard.topicTitle') : row.title}
            </a>
          </h3>
          <RowWords row={row} cover={covers?.[row.id]} />
          <RowFacts row={row} spaceName={spaceNames?.[row.spaceId]} />
        </li>
      ))}
    </ul>
  )
}

/** Of all covers of a page those of one list, so that a list that needs none is drawn as for everybody. */
export function coversOf(rows: readonly TopicRow[], covers: Record<string, Cover> = {}): Pick<TopicListProps, 'covers'> {
  const own = rows.flatMap(({ id }) => (covers[id] ? [[id, covers[id]] as const] : []))
  return own.length > 0 ? { covers: Object.fromEntries(own) } : {}
}

/** A line of the text, and the title where it does not stand above; both behind a fold where they touch the reader's list. */
function RowWords({ row, cover }: { row: TopicRow; cover: Cover | undefined }) {
  const excerpt = row.excerpt && (
    <p class="say" lang={row.lang} dir="auto">
      {row.excerpt}
    </p>
  )
  if (!cover || cover.hard.length === 0) return <>{excerpt}</>
  if (!cover.title && !excerpt) {
    return (
      <p class="meta">
        <HardLine hard={cover.hard} />
      </p>
    )
  }
  return (
    <Fold hard={cover.hard} of="row">
      <div class="folded">
        {cover.title && (
          <p dir="auto">
            <b>{row.title}</b>
          </p>
        )}
        {excerpt}
      </div>
    </Fold>
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
