// One live connection to one session: hands on what comes, catches up by sequence, and says whether the room can be reached.
import type { ProblemCode, ProblemJson } from '@hearth/shared/problems'
import type { Room, RoomAck } from '@hearth/shared/room'
import type { RoomEvent } from './apply-room.ts'
import { inSequence } from './in-sequence.ts'
import type { LiveSocket } from './live.ts'
import type { Sample } from './room-clock.ts'
import { stayIn } from './stay-in.ts'

export type FollowRoom = {
  sessionId: string
  /** Everything up to this sequence is on the page. */
  seq: number
  socket: LiveSocket
  /** Asks for the room, with what was said or changed above `after`. */
  ask(after: number): Promise<Room>
  /** Why the reader is no longer in the room, which was refused with `code`; asked without coming back into it. */
  why(code: ProblemCode): Promise<ProblemCode>
  /** The reader's own clock, in milliseconds since any moment. */
  clock(): number
  take(event: RoomEvent): void
  takePage(page: Room): void
  /** The server's time, and when this was asked and heard by the own clock. */
  timed(sample: Sample): void
  /** Something of the reader's own changed, and has to be asked for. */
  papers(): void
  reach(there: boolean): void
  ended(code: ProblemCode): void
}
export type FollowingRoom = {
  /** An event that came another way, such as the answer to own words. */
  hear(event: RoomEvent): void
  heardOf(seq: number): void
  /** After the phone slept, or came back into a net. */
  wake(): void
  stop(): void
}
type Head = { sessionId: string; seq: number; now: string }

/** Milliseconds. A connection that is back within this time was never lost to the reader. */
const lostAfter = 3_000
const final = ['not-found', 'at-the-door', 'removed-from-session', 'not-allowed', 'not-signed-in'] as const

export function followRoom(given: FollowRoom): FollowingRoom {
  const { sessionId, socket, clock, timed } = given
  const sequence = inSequence<RoomEvent, Room>({
    seq: given.seq,
    takesAhead: true,
    ask,
    take: given.take,
    takePage: given.takePage,
  })
  const stay = stayIn<Head>({ socket, enter, entered, final, ended })
  const reach = reachability(given.reach)

  async function ask(after: number): Promise<Room | null> {
    const asked = clock()
    try {
      const page = await given.ask(after)
      timed({ asked, heard: clock(), now: Date.parse(page.state.now) })
      return page
    } catch (error) {
      const code = (error as { problem?: ProblemJson }).problem?.code
      if (code && (final as readonly string[]).includes(code)) stay.end(code)
      return null
    }
  }

  async function enter(): Promise<RoomAck<Head> | null> {
    const asked = clock()
    const answer = await socket
      .timeout(10_000)
      .emitWithAck('session.enter', { sessionId })
      .catch(() => null)
    if (answer && 'ok' in answer) timed({ asked, heard: clock(), now: Date.parse(answer.ok.now) })
    return answer
  }

  function entered({ seq }: Head) {
    reach.there()
    sequence.heardOf(seq)
  }

  function heard({ now }: { now: string }) {
    timed({ asked: null, heard: clock(), now: Date.parse(now) })
  }

  function ended(code: ProblemCode) {
    sequence.stop()
    reach.stop()
    // Whoever is signed out hears the same as who was sent out.
    void given.why(code).then(given.ended)
  }

  socket.on('session.changed', event => {
    if (event.sessionId !== sessionId) return
    heard(event)
    sequence.hear(event)
  })
  socket.on('session.said', event => {
    if (event.sessionId !== sessionId) return
    heard(event)
    sequence.hear(event)
  })
  socket.on('session.head', event => {
    if (event.sessionId !== sessionId) return
    heard(event)
    sequence.heardOf(event.seq)
  })
  socket.on('session.papers', event => event.sessionId === sessionId && given.papers())
  socket.on('session.ended', event => event.sessionId === sessionId && stay.end('removed-from-session'))
  socket.on('disconnect', reach.away)
  socket.on('connect_error', reach.away)

  return {
    hear: sequence.hear,
    heardOf: sequence.heardOf,
    wake() {
      if (!socket.connected) socket.connect()
      sequence.look()
    },
    stop() {
      sequence.stop()
      reach.stop()
      stay.stop()
    },
  }
}

/** Tells once when the room is out of reach, and once when it is back. */
function reachability(tell: (there: boolean) => void) {
  let lost = false
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    there() {
      clearTimeout(timer)
      timer = undefined
      if (lost) tell(true)
      lost = false
    },
    away() {
      if (lost) return
      timer ??= setTimeout(() => {
        lost = true
        tell(false)
      }, lostAfter)
    },
    stop: () => clearTimeout(timer),
  }
}
