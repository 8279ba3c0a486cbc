// The room while a session goes on, as the server writes it: the name, the places for what is spoken, and the room itself.
import { coveringOf } from '@hearth/shared/hard-subjects'
import { Heading } from '../parts/heading.tsx'
import { RoomDrawn } from '../parts/room-drawn.tsx'
import { SayHints } from '../parts/room-hints.tsx'
import { RoomLead } from '../parts/room-lead.tsx'
import { RoomStays } from '../parts/room-stays.tsx'
import { CoveringContext, type RoomView } from '../parts/room-view.ts'

export type RoomPageProps = { room: RoomView }

export function RoomPage({ room }: RoomPageProps) {
  return (
    <div class="in-room">
      <div class="room-heading">
        <Heading>
          <bdi>{room.session.title}</bdi>
        </Heading>
      </div>
      <p class="vh" role="alert" id="room-alert" />
      <div data-island="room" data-props={JSON.stringify({ session: room.session, choices: room.choices })}>
        <CoveringContext.Provider value={room.choices && coveringOf(room.choices)}>
          <RoomDrawn room={room} later={{ Lead: RoomLead, Stays: RoomStays, Hints: SayHints }} />
        </CoveringContext.Provider>
      </div>
    </div>
  )
}
