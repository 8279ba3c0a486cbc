// Told to oneself: that one cannot post for now, until when, and why.
import type { Me } from '@hearth/shared/account'
import { useMessages } from '../messages.ts'
import { Notice } from './notice.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

export function StandingNotice({ me, reason }: { me: Pick<Me, 'standing' | 'standingUntil'>; reason: string }) {
  const t = useMessages()
  if (me.standing === 'good') return null
  return (
    <div class="under-lead">
      <Notice id="standing-title" title={t(`standing.${me.standing}.title`)}>
        <p>{t(`standing.${me.standing}.then`)}</p>
        {me.standingUntil && <p>{rich(t('standing.until'), { when: () => <Time at={me.standingUntil ?? ''} style="day" /> })}</p>}
        {reason && <p>{rich(t('standing.reason'), { reason: () => <q dir="auto">{reason}</q> })}</p>}
      </Notice>
    </div>
  )
}
