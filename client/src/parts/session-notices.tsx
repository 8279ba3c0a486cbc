// What somebody must know of a session before anything else: called off, taken out, full, by asking, or read by an administrator.
import type { Session } from '@hearth/shared/session'
import { type MessageKey, useMessages } from '../messages.ts'
import { roomsAddress, sessionAddress } from './addresses.ts'
import { OneButton } from './form.tsx'
import { Notice } from './notice.tsx'
import { rich } from './rich.tsx'
import { doorIsOpen, isFull } from './session-words.ts'
import { Time } from './time.tsx'

type Shown = { session: Session; now: string }

export function SessionNotices({ session, now }: Shown) {
  const t = useMessages()
  const elsewhere = { link: (words: string) => <a href={roomsAddress}>{words}</a> }
  const { capacity, stage, can } = session
  const goesOn = stage === 'planned' || stage === 'open'
  return (
    <div class="notices">
      <GlassBroken session={session} />
      {stage === 'called-off' && (
        <Notice id="called-off" title={t('sessions.calledOffTitle')}>
          <p>{rich(t('sessions.calledOff'), elsewhere)}</p>
        </Notice>
      )}
      {session.removed && <Words id="removed" of="removed" />}
      {goesOn && !session.removed && !can.enter && isFull(session) && (
        <Notice id="full" title={t('sessions.fullTitle')}>
          <p>{rich(t('sessions.full', { count: capacity }), elsewhere)}</p>
        </Notice>
      )}
      {goesOn && !can.enter && <Asking session={session} now={now} />}
    </div>
  )
}

function GlassBroken({ session }: { session: Session }) {
  const t = useMessages()
  if (session.glassBroken.length === 0) return null
  return (
    <Notice id="glass" title={t('sessions.glassTitle')}>
      {session.glassBroken.map(({ at, reason }) => (
        <p key={at}>{rich(t('sessions.glass'), { when: () => <Time at={at} />, reason: () => <q dir="auto">{reason}</q> })}</p>
      ))}
    </Notice>
  )
}

function Words({ id, of }: { id: string; of: 'removed' | 'asked' }) {
  const t = useMessages()
  return (
    <Notice id={id} title={t(`sessions.${of}Title`)}>
      <p>{t(`sessions.${of}` satisfies MessageKey)}</p>
    </Notice>
  )
}

/** For who may not simply come in: ask, wait, or learn that there is a list. */
function Asking({ session, now }: Shown) {
  const t = useMessages()
  if (session.asked) return <Words id="asked" of="asked" />
  if (session.can.ask) {
    return (
      <Notice id="ask" title={t('sessions.askTitle')}>
        <p>{t('sessions.askWhy')}</p>
        <p>
          <OneButton action={`${sessionAddress(session.id)}/ask`} class="btn">
            {t('sessions.ask')}
          </OneButton>
        </p>
      </Notice>
    )
  }
  const shut = session.comers === 'invited' && !session.mine && !session.removed && doorIsOpen(session, now)
  return shut ? <p class="under-lead">{t('sessions.byList')}</p> : null
}
