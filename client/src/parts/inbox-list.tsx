// Topics that wait, each with what waits in it, the way to the first of it, and a button that marks it as read.
import type { InboxRow } from '@hearth/shared/inbox'
import { useMessages } from '../messages.ts'
import { placeAddress, topicAddress } from './addresses.ts'
import { Facts } from './facts.tsx'
import { OneButton } from './form.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

/** `named`: whether topics of several spaces stand together. */
export function InboxList({ rows, named }: { rows: InboxRow[]; named?: boolean }) {
  return (
    <ul class="list">
      {rows.map(row => (
        <Row key={row.topicId} row={row} named={named === true} />
      ))}
    </ul>
  )
}

function Row({ row, named }: { row: InboxRow; named: boolean }) {
  const t = useMessages()
  const { topicId, title, first } = row
  return (
    <li class="new">
      <h3>
        <a href={first === null ? topicAddress(topicId) : placeAddress(topicId, first)} lang={row.lang} dir="auto">
          {title}
        </a>
      </h3>
      <RowFacts row={row} named={named} />
      <OneButton
        action="/positions/all-read"
        values={{ topicIds: topicId, readUpTo: row.readUpTo, from: 'inbox' }}
        label={t('inbox.readWhich', { title })}
      >
        {t('inbox.read')}
      </OneButton>
    </li>
  )
}

function RowFacts({ row, named }: { row: InboxRow; named: boolean }) {
  const t = useMessages()
  const replies = row.more ? t('inbox.more', { count: row.waiting }) : t('inbox.waiting', { count: row.waiting })
  return (
    <Facts
      items={[
        <span key="new" class="newmark">
          {row.isNew ? t('inbox.new') : replies}
        </span>,
        named && <bdi>{row.spaceName}</bdi>,
        rich(t('inbox.last'), { when: () => <Time at={row.lastActivityAt} style="shortDay" /> }),
      ]}
    />
  )
}
