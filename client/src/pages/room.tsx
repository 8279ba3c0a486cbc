// The room while a session goes on: floor and clock, the talk, the composer, who is here, and the steps. Drawn by the server, and by the page itself once it is alive.
import { useDates, useMessages } from '../messages.ts'
import { Heading } from '../parts/heading.tsx'
import { rich } from '../parts/rich.tsx'
import { RoomBand } from '../parts/room-band.tsx'
import { RoomComposer } from '../parts/room-composer.tsx'
import { Press } from '../parts/room-form.tsx'
import { RoomLead } from '../parts/room-lead.tsx'
import { RoomLog } from '../parts/room-log.tsx'
import { RoomHush, RoomPeople, RoomWrong } from '../parts/room-people.tsx'
import { RoomStays } from '../parts/room-stays.tsx'
import { RoomKeys, RoomNotes, RoomSteps } from '../parts/room-steps.tsx'
import { RoomContext, type RoomView, useNow, useRoom } from '../parts/room-view.ts'

export type RoomPageProps = { room: RoomView }

export function RoomPage({ room }: RoomPageProps) {
  return (
    <div class="in-room">
      <div class="room-heading">
        <Heading>
          <bdi>{room.session.title}</bdi>
        </Heading>
      </div>
      <div data-island="room" data-props={JSON.stringify({ session: room.session })}>
        <RoomDrawn room={room} />
      </div>
    </div>
  )
}

export function RoomDrawn({ room }: RoomPageProps) {
  return (
    <RoomContext.Provider value={room}>
      <div class="room" data-writing={room.writing || undefined}>
        <RoomBand />
        <div class="hints">
          <Notices />
          <RoomHush />
        </div>
        <RoomLog />
        <div class="foot-part">
          <RoomComposer />
          <RoomLead />
        </div>
        <RoomStays />
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
    </RoomContext.Provider>
  )
}

/** Milliseconds after which who asks has the clock; the server decides. */
const grace = 60_000

function Notices() {
  const { state, me } = useRoom()
  const now = useNow()
  const t = useMessages()
  const { hour } = useDates()
  const lostAt = state.phase === 'closed' ? null : state.facilitatorLostAt
  const mayClaim = lostAt !== null && (me.can.claim || now - Date.parse(lostAt) >= grace)
  return (
    <>
      {state.glassBroken.map(({ at, reason }) => (
        <p class="hush" key={at}>
          <span>{rich(t('room.glass', { at: hour(at) }), { reason: () => <bdi>{reason}</bdi> })}</span>
        </p>
      ))}
      {lostAt !== null && (
        <div class="hush">
          <span>{t('room.facilitatorLost', { at: hour(lostAt) })}</span>
          {mayClaim && <Press values={{ kind: 'claim' }}>{t('room.claim')}</Press>}
        </div>
      )}
    </>
  )
}
