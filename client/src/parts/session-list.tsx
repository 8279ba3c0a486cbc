// A list of sessions: title, when, in which format, how long, and who leads.
import type { SessionRow } from '@hearth/shared/session'
import { useMessages } from '../messages.ts'
import { sessionAddress } from './addresses.ts'
import { Badge } from './badge.tsx'
import { Facts } from './facts.tsx'
import { rich } from './rich.tsx'
import { doorIsOpen, isFull, lengthWords } from './session-words.ts'
import { Time } from './time.tsx'

type Shared = { now: string; spaceNames: Record<string, string> }

/** `dated`: where the heading above does not say the day. */
export function SessionList({ rows, dated, ...shared }: Shared & { rows: SessionRow[]; dated: boolean }) {
  return (
    <ul class="list">
      {rows.map(row => (
        <li key={row.id}>
          <h3>
            <a href={sessionAddress(row.id)} dir="auto">
              {row.title}
            </a>
          </h3>
          <RowFacts row={row} dated={dated} {...shared} />
        </li>
      ))}
    </ul>
  )
}

function RowFacts({ row, dated, now, spaceNames }: Shared & { row: SessionRow; dated: boolean }) {
  const t = useMessages()
  const coming = row.stage === 'planned' || row.stage === 'open'
  const { facilitator } = row
  const sign = signOf(row, now)
  return (
    <Facts
      items={[
        sign && <Badge {...(sign === 'open' ? { kind: 'fresh' } : {})}>{t(`sessions.row.${sign}`, { count: row.here })}</Badge>,
        coming && row.mine && <Badge icon="tick">{t('sessions.row.mine')}</Badge>,
        <Time key="time" at={row.startsAt} style={dated ? 'moment' : 'time'} />,
        lengthWords(row, t),
        <bdi key="format">{row.format.name}</bdi>,
        facilitator && rich(t('sessions.row.leads'), { name: () => <bdi>{facilitator.displayName}</bdi> }),
        coming && row.comers === 'asking' && !row.mine && t('sessions.row.asking'),
        spaceNames[row.spaceId] && <bdi>{spaceNames[row.spaceId]}</bdi>,
      ]}
    />
  )
}

/** The one thing to know before the rest. */
function signOf(row: SessionRow, now: string) {
  if (row.stage === 'called-off') return 'calledOff'
  if (row.stage === 'over') return null
  if (isFull(row) && !row.mine) return 'full'
  if (row.stage === 'open') return 'open'
  return doorIsOpen(row, now) ? 'door' : null
}
