// The agreement of the rooms: its version, when the reader accepted it, and its clauses in order.
import type { Agreement } from '@hearth/shared/agreement'
import { useMessages } from '../messages.ts'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

/** `agreedAt`: when the reader accepted this version; null when not yet, undefined where that does not matter. */
export function AgreementClauses({ agreement, agreedAt }: { agreement: Agreement; agreedAt?: string | null }) {
  const t = useMessages()
  return (
    <>
      <p class="meta">
        {rich(t('sessions.version', { version: agreement.version }), { day: () => <Time at={agreement.adoptedAt} style="day" /> })}{' '}
        {agreedAt && rich(t('sessions.agreedLast'), { day: () => <Time at={agreedAt} style="day" /> })}
        {agreedAt === null && t('sessions.notAgreed')}
      </p>
      <ol class="agree">
        {agreement.clauses.map((clause, at) => (
          <li key={at}>
            <span dir="auto">{clause}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
