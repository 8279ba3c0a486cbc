// The room drawn, by the server and by the page once it is alive: floor and clock, the talk, the composer, who is here, and the steps.
import { useDates, useMessages } from '../messages.ts'
import { rich } from './rich.tsx'
import { RoomBand } from './room-band.tsx'
import { RoomComposer } from './room-composer.tsx'
import { Press } from './room-form.tsx'
import { RoomLog } from './room-log.tsx'
import { RoomHush, RoomPeople, RoomWrong } from './room-people.tsx'
import { RoomKeys, RoomNotes, RoomSteps } from './room-steps.tsx'
import { type Later, LaterContext, RoomContext, type RoomView, useNow, useRoom } from './room-view.ts'

export function RoomDrawn({ room, later }: { room: RoomView; later: Later | null }) {
  return (
    <RoomContext.Provider value={room}>
      <LaterContext.Provider value={later}>
        <div class="room" data-writing={room.writing || undefined}>
          <RoomBand />
          <div class="hints">
            <Notices />
            <RoomHush />
          </div>
          <RoomLog />
          <div class="foot-part">
            <RoomComposer />
            {later && <later.Lead />}
          </div>
          {later && <later.Stays />}
          <div class="side people">
            <RoomPeople />
            <RoomWrong />
          </div>
          <div class="side steps">
            <RoomSteps />
            <RoomNotes />
            <RoomKeys />
          </div>
        </div>
      </LaterContext.Provider>
    </RoomContext.Provider>
  )
}

/** Milliseconds after which who asks has the clock; the server decides. */
const grace = { minutes: 60_000, days: 86_400_000 }

function Notices() {
  const { state, me, session } = useRoom()
  const now = useNow()
  const t = useMessages()
  const { time, moment } = useDates()
  // Over days nobody sits there all the time: it is told once somebody may take the clock over.
  const slow = session.format.unit === 'days'
  const lostAt = state.phase === 'closed' ? null : state.facilitatorLostAt
  const mayClaim = lostAt !== null && (me.can.claim || now - Date.parse(lostAt) >= grace[session.format.unit])
  return (
    <>
      {state.glassBroken.map(({ at, reason }) => (
        <p class="hush" key={at}>
          <span>{rich(t('room.glass', { at: time(at) }), { reason: () => <bdi>{reason}</bdi> })}</span>
        </p>
      ))}
      {lostAt !== null && (!slow || mayClaim) && (
        <div class="hush">
          <span>{slow ? t('room.facilitatorLostDays', { at: moment(lostAt) }) : t('room.facilitatorLost', { at: time(lostAt) })}</span>
          {mayClaim && <Press values={{ kind: 'claim' }}>{t('room.claim')}</Press>}
        </div>
      )}
    </>
  )
}
