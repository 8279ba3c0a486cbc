// On the topic's page after a reply was written that waits: when it appears, and the ways to change that.
import type { WaitingPost } from '@hearth/shared/waiting-post'
import { useMessages } from '../messages.ts'
import { OneButton } from './form.tsx'
import { Notice } from './notice.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

export type ShownWaiting = Pick<WaitingPost, 'id' | 'appearsAt' | 'atTheLatest'>

export function WaitingNotice({ waiting }: { waiting: ShownWaiting }) {
  const t = useMessages()
  return (
    <div id="waiting" tabindex={-1}>
      <Notice title={t('waiting.noticeTitle')} id="waiting-title">
        <p>
          <Line waiting={waiting} />
        </p>
        <div class="row">
          <OneButton action={`/waiting/${waiting.id}/hold`} class="btn plain">
            {t('waiting.change')}
          </OneButton>
          <OneButton action={`/waiting/${waiting.id}/take-back`} class="btn plain">
            {t('waiting.takeBack')}
          </OneButton>
          <a class="act" href="/waiting">
            {t('waiting.seeAll')}
          </a>
        </div>
      </Notice>
    </div>
  )
}

function Line({ waiting: { appearsAt, atTheLatest } }: { waiting: ShownWaiting }) {
  const t = useMessages()
  if (!appearsAt || !atTheLatest) return <>{t('waiting.heldLine')}</>
  if (appearsAt === atTheLatest) return <>{rich(t('waiting.notice'), { when: () => <Time at={appearsAt} /> })}</>
  return <>{rich(t('waiting.noticeBetween'), { from: () => <Time at={appearsAt} />, to: () => <Time at={atTheLatest} /> })}</>
}
