// On the home page: the sessions in which the reader is expected within a day, and whether their door is open.
import type { SessionRow } from '@hearth/shared/session'
import { useMessages } from '../messages.ts'
import { sessionAddress } from './addresses.ts'
import { Section } from './layout.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

/** `door`: whether it is open by now. */
export type OwnSession = Pick<SessionRow, 'id' | 'title' | 'startsAt' | 'stage'> & { door: boolean }

/** A room that was read by an administrator. */
export type LookedInto = Pick<SessionRow, 'id' | 'title'> & { at: string }

export function RoomsLookedInto({ rooms }: { rooms: LookedInto[] }) {
  const t = useMessages()
  if (rooms.length === 0) return null
  return (
    <Section id="looked-into" title={t('sessions.glassTitle')} set="note">
      {rooms.map(room => (
        <p key={room.id}>
          {rich(t('sessions.glassHome'), {
            link: () => (
              <a href={sessionAddress(room.id)}>
                <bdi>{room.title}</bdi>
              </a>
            ),
            when: () => <Time at={room.at} />,
          })}
        </p>
      ))}
    </Section>
  )
}

export function OwnSessions({ sessions }: { sessions: OwnSession[] }) {
  const t = useMessages()
  if (sessions.length === 0) return null
  return (
    <Section id="own-sessions" title={t('sessions.nextTitle', { count: sessions.length })} set="note">
      {sessions.map(session => (
        <p key={session.id}>
          {rich(t(session.stage === 'open' ? 'sessions.nextOpen' : 'sessions.nextStarts'), {
            link: () => (
              <a href={sessionAddress(session.id)}>
                <bdi>{session.title}</bdi>
              </a>
            ),
            time: () => <Time at={session.startsAt} style="time" />,
          })}{' '}
          {session.door && t('sessions.nextDoor')}
        </p>
      ))}
    </Section>
  )
}
