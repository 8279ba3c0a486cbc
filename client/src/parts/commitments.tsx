// Commitments: what somebody promised, by when, who knows of it, and the word with which its owner says that it is kept.
import type { Commitment } from '@hearth/shared/session'
import { useMessages } from '../messages.ts'
import { sessionAddress } from './addresses.ts'
import { Facts } from './facts.tsx'
import { Fold } from './fold.tsx'
import { OneButton } from './form.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

/** `at`: the page that the button comes back to; on the session's own page there is no link to it. */
export function Commitments({
  items,
  at,
  hard = {},
}: {
  items: Commitment[]
  at: 'rooms' | 'session'
  hard?: Record<string, readonly string[]>
}) {
  return (
    <ul class="promises">
      {items.map(item => (
        <li key={item.id}>
          <Fold hard={hard[item.id] ?? []} of="profile">
            <p class="folded" dir="auto">
              {item.text}
            </p>
          </Fold>
          <CommitmentFacts item={item} at={at} />
          {item.mine && !item.doneAt && <KeptButton item={item} at={at} />}
        </li>
      ))}
    </ul>
  )
}

function CommitmentFacts({ item, at }: { item: Commitment; at: 'rooms' | 'session' }) {
  const t = useMessages()
  const { due, doneAt } = item
  return (
    <Facts
      items={[
        !item.mine && <bdi>{item.owner.displayName}</bdi>,
        due && !doneAt && rich(t('sessions.due'), { day: () => <Time at={due} style="day" /> }),
        doneAt && rich(t('sessions.keptOn'), { day: () => <Time at={doneAt} style="shortDay" /> }),
        item.mine && t(item.shared ? 'sessions.shared' : 'sessions.private'),
        at === 'rooms' && <a href={sessionAddress(item.sessionId)}>{t('sessions.fromSession')}</a>,
      ]}
    />
  )
}

function KeptButton({ item, at }: { item: Commitment; at: 'rooms' | 'session' }) {
  const t = useMessages()
  return (
    <OneButton
      action={`/commitments/${item.id}`}
      values={{ done: 'true', at }}
      class="btn plain"
      label={t('sessions.keptWhat', { text: item.text })}
    >
      {t('sessions.kept')}
    </OneButton>
  )
}
