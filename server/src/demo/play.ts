// Plays the script in one session, from wherever the session is: the invented members keep to its floor, and leave room for whoever joins them.
import { setTimeout as wait } from 'node:timers/promises'
import type { Move, RoomState } from '@hearth/shared/room'
import type { Session } from '@hearth/shared/session'
import type { Log } from '../log.ts'
import { namedId } from '../named-id.ts'
import { closeSession } from './close-session.ts'
import { type Player, Refused } from './player.ts'
import { type RoomSeen, roomSeenBy } from './room-seen.ts'
import { type Beat, type Script, secondsBefore, secondsOf } from './script.ts'

/** `pace`: 1 for people to watch, less to be quicker. */
export type Play = { script: Script; lead: Player; cast: Player[]; pace: number; signal: AbortSignal; log: Log }
export type Stage = Play & {
  session: Session
  room: RoomSeen
  /** By handle. */
  player(handle: string): Player
  pause(seconds: number): Promise<void>
  move(player: Player, move: Move): Promise<void>
  note(body: string): Promise<void>
  /** What the server refuses is left out: somebody who joined may have changed what the script counts on. */
  attempt(act: () => Promise<unknown>): Promise<void>
  /** False when it is not so within so many seconds. */
  until(isSo: (state: RoomState) => boolean, seconds: number): Promise<boolean>
  /** The same at every start, so that a line is said once. */
  idOf(...place: (string | number)[]): string
}

/** Seconds. */
const betweenSteps = 5
const forSomebodyToSpeak = 45
const onHold = 30
const comingIn = 3

/** Throws `Closed` when it is over before its end. */
export async function playSession(play: Play, sessionId: string): Promise<void> {
  const stage = await comeIn(play, sessionId)
  const { script, lead, room, move, attempt } = stage
  if ((await room.look()).phase === 'lobby') {
    await playBeats(stage, script.lobby, 'lobby')
    await attempt(() => move(lead, { kind: 'start' }))
  }
  for (let state = await room.look(); state.phase === 'step'; state = await room.look()) await playStep(stage, state)
  await closeSession(stage)
}

async function comeIn(play: Play, sessionId: string): Promise<Stage> {
  const params = { sessionId }
  const session = await play.lead.call('GET /api/sessions/:sessionId', { params })
  const stage = stageOf(play, session)
  for (const player of play.cast) {
    await player.call('POST /api/sessions/:sessionId/enter', { params, body: { agreement: session.agreement.version } })
    await player.command('session.enter', params)
    await stage.pause(comingIn)
  }
  return stage
}

function stageOf(play: Play, session: Session): Stage {
  const { lead, cast, pace, signal, log } = play
  const sessionId = session.id
  const room = roomSeenBy(lead, sessionId)
  const pause = (seconds: number) => wait(seconds * 1_000 * pace, undefined, { signal, ref: false })
  return {
    ...play,
    session,
    room,
    pause,
    player: handle => cast.find(each => each.handle === handle) ?? lead,
    async move(player, move) {
      await player.command('session.move', { sessionId, move })
    },
    async note(body) {
      await lead.command('session.say', { sessionId, body, note: true })
    },
    async attempt(act) {
      await act().catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error
        log.debug({ code: error.message }, 'The demo was refused something')
      })
    },
    async until(isSo, seconds) {
      const end = performance.now() + seconds * 1_000 * pace
      while (!isSo(await room.look())) {
        if (performance.now() >= end) return false
        await pause(1)
      }
      return true
    },
    idOf: (...place) => namedId(['hearth-demo-live', sessionId, ...place].join(' ')),
  }
}

async function playStep(stage: Stage, { step: at, stepPlannedMs, round }: RoomState) {
  const { script, session, lead, move, attempt, pause } = stage
  const beats = script.steps[at] ?? []
  const plannedMs = session.format.steps[at]!.length * 60_000
  const seconds = Math.ceil((secondsOf(beats) + betweenSteps) * stage.pace)
  // Taken up in the middle, it has been made shorter before.
  if (stepPlannedMs === plannedMs) await attempt(() => move(lead, { kind: 'add-time', seconds: seconds - plannedMs / 1_000 }))
  if (round) await goRound(stage, beats, at)
  else await playBeats(stage, beats, at)
  await pause(betweenSteps)
  await released(stage)
  await attempt(() => move(lead, { kind: 'next', from: at }))
}

/** From the one after the last that was said before. */
async function playBeats(stage: Stage, beats: Beat[], step: number | 'lobby') {
  const { room, pause, attempt, idOf } = stage
  await room.look()
  const from = beats.findLastIndex((_, at) => room.isSaid(idOf(step, at))) + 1
  for (const [at, beat] of [...beats.entries()].slice(from)) {
    await pause(secondsBefore(beat))
    await released(stage)
    await heardOut(stage)
    await attempt(() => act(stage, beat, idOf(step, at)))
  }
}

async function act({ session, room, player, move }: Stage, beat: Beat, id: string) {
  const sessionId = session.id
  const who = player(beat.by)
  if ('say' in beat) await who.command('session.say', { sessionId, id, body: beat.say })
  if ('note' in beat) await who.command('session.say', { sessionId, id, body: beat.note, note: true })
  if ('raise' in beat) await move(who, { kind: 'raise-hand' })
  if ('give' in beat) await move(who, { kind: 'give-floor', to: player(beat.give).id })
  if ('open' in beat) await move(who, { kind: 'open-floor' })
  if ('keep' in beat) await who.call('PUT /api/sessions/:sessionId/notes', { params: { sessionId }, body: { body: beat.keep } })
  const messageId = room.lastSaid()
  if ('react' in beat && messageId)
    await who.call('PUT /api/sessions/:sessionId/messages/:messageId/reactions', {
      params: { sessionId, messageId },
      body: { kind: beat.react, on: true },
    })
}

/** Whoever joined has a turn like any other; who does not take it up to its soft end is passed by the one who leads. */
async function goRound(stage: Stage, beats: Beat[], step: number) {
  const { session, room, cast, lead, move, attempt, until } = stage
  for (;;) {
    const { round } = await room.look()
    const speaker = round?.order[round.turn]
    if (!round || !speaker) return
    const { turn } = round
    await released(stage)
    const player = cast.find(each => each.id === speaker)
    if (player) await takeTurn(stage, player, beats, step)
    else if (await until(state => state.round?.turn !== turn, session.format.steps[step]!.perPersonSeconds ?? forSomebodyToSpeak)) continue
    await attempt(() => move(player ?? lead, { kind: 'pass', turn }))
  }
}

async function takeTurn(stage: Stage, player: Player, beats: Beat[], step: number) {
  const at = beats.findIndex(beat => beat.by === player.handle)
  const beat = beats[at] ?? { by: player.handle }
  await stage.pause(secondsBefore(beat))
  await stage.attempt(() => act(stage, beat, stage.idOf(step, at)))
}

/** A hold that somebody asked for is kept for a while. */
async function released({ lead, room, note, move, attempt, pause }: Stage) {
  if (!(await room.look()).hold) return
  await pause(onHold)
  await attempt(() => note('We stopped, and nobody has to say why. I let the format go on now; press again whenever it is needed.'))
  await attempt(() => move(lead, { kind: 'release' }))
}

/** Somebody who joined has raised a hand: the floor is theirs, for as long as it takes them to say something. */
async function heardOut({ session, room, cast, lead, note, move, attempt, until }: Stage) {
  const state = await room.look()
  const guest = state.people.find(({ id }) => state.hands.includes(id) && !cast.some(player => player.id === id))
  const isOpen = state.phase !== 'step' || session.format.steps[state.step]?.floor.mode === 'everyone'
  if (!guest || !isOpen || state.token) return
  const before = room.countOf(guest.id)
  await attempt(() => note(`${guest.displayName}, the floor is yours.`))
  await attempt(() => move(lead, { kind: 'give-floor', to: guest.id }))
  await until(({ token }) => room.countOf(guest.id) > before || token !== guest.id, forSomebodyToSpeak)
  await attempt(() => move(lead, { kind: 'open-floor' }))
}
