// Under the title of a session, in sentences: when it is, who leads, in which format, and where.
import type { Session } from '@hearth/shared/session'
import type { Space } from '@hearth/shared/space'
import { dateText, useMessages, useReader } from '../messages.ts'
import { formatAddress, spaceAddress } from './addresses.ts'
import { rich } from './rich.tsx'
import { lengthWords, minutesUntil } from './session-words.ts'
import { Time } from './time.tsx'

type Shown = { session: Session; space: Pick<Space, 'id' | 'name'> | null; now: string }

export function SessionLead({ session, space, now }: Shown) {
  const t = useMessages()
  const leads = session.seats.find(({ seat }) => seat === 'facilitator')?.person
  const inSpace =
    space &&
    rich(t('sessions.inSpace'), {
      space: () => (
        <a href={spaceAddress(space.id)}>
          <bdi>{space.name}</bdi>
        </a>
      ),
    })
  if (session.stage === 'over' && !session.afterwards) return <When session={session} now={now} />
  return (
    <>
      <When session={session} now={now} /> {leads && rich(t('sessions.leads'), { name: () => <bdi>{leads.displayName}</bdi> })}{' '}
      {rich(t('sessions.follows', { length: lengthWords(session, t) }), {
        format: () => (
          <a href={formatAddress(session.format)}>
            <bdi>{session.format.name}</bdi>
          </a>
        ),
      })}{' '}
      {inSpace}
    </>
  )
}

function When({ session, now }: Pick<Shown, 'session' | 'now'>) {
  const t = useMessages()
  const reader = useReader()
  const { startsAt, endsAt, stage } = session
  const sameDay = dateText(startsAt, 'day', reader) === dateText(endsAt, 'day', reader)
  const style = sameDay ? 'time' : 'moment'
  const ends = { from: () => <Time at={startsAt} style={style} />, to: () => <Time at={endsAt} style={style} /> }
  const day = () => <Time at={startsAt} style={stage === 'over' ? 'day' : 'weekday'} />
  if (stage === 'over') return <>{rich(t('sessions.tookPlace'), { day })}</>
  if (stage === 'open') return <>{rich(t(sameDay ? 'sessions.goesOn' : 'sessions.goesOnDays'), ends)}</>
  const minutes = minutesUntil(startsAt, now)
  if (stage === 'planned' && minutes <= soonMinutes) {
    return <>{rich(t('sessions.startsIn', { count: minutes }), { time: () => <Time at={startsAt} style="time" /> })}</>
  }
  return <>{sameDay ? rich(t('sessions.isOn'), { day, ...ends }) : rich(t('sessions.isFrom'), ends)}</>
}

const soonMinutes = 60

/** The time in the zone that it was planned in, where the reader's clock shows another. */
export function PlannedIn({ session: { startsAt, timeZone } }: Pick<Shown, 'session'>) {
  const t = useMessages()
  const reader = useReader()
  const there = dateText(startsAt, 'moment', { ...reader, timeZone })
  if (there === dateText(startsAt, 'moment', reader)) return null
  const time = () => (
    <time dateTime={startsAt} dir="auto">
      {there}
    </time>
  )
  return <p class="meta under-line">{rich(t('sessions.plannedIn', { zone: timeZone.replaceAll('_', ' ') }), { time })}</p>
}
