// What is spoken in the room: one polite region in which what came together is told together, and an alert for hold and removal alone.
import type { MessageKey, Reader, Values } from '../messages.ts'
import { nameIn, type RoomView } from '../parts/room-view.ts'
import { type Remaining, remaining, silent, spokenNow } from '../room-clock.ts'
import { currentStep, floorOf } from '../room-floor.ts'
import { say } from '../say.ts'

/** Milliseconds that things wait for others to be told with them. */
const together = 2_500

export function roomVoice({ t }: Reader, { keysOn }: { keysOn(): boolean }) {
  let fresh = 0
  let waiting: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let spoken = silent
  let last = ''
  let held: boolean | null = null
  let before: { step: string; floor: string } | null = null

  function soon(words: string, wait = together) {
    if (words) waiting = [...waiting, words]
    if (wait === 0) return flush()
    timer ??= setTimeout(flush, wait)
  }

  function flush() {
    clearTimeout(timer)
    timer = undefined
    const news = fresh > 0 ? [t(keysOn() ? 'room.spoken.new' : 'room.spoken.newOnly', { count: fresh })] : []
    const words = [...news, ...waiting].join(' ')
    fresh = 0
    waiting = []
    if (words === '') return
    // The same words again are only spoken when the text differs.
    last = words === last ? `${words}\u00a0` : words
    say(last)
  }

  function floorWords(room: RoomView) {
    const floor = floorOf(room.state, currentStep(room.state, room.steps), room.me.id)
    return t(`room.spoken.${floor.kind}`, { name: nameIn(room.state, floor.who) })
  }

  return {
    say: (key: MessageKey, values?: Values) => soon(t(key, values), 0),
    alert,
    message() {
      fresh += 1
      soon('')
    },
    /** Whatever changed of step and floor; one's own turn at once. */
    told(room: RoomView) {
      const { state, steps } = room
      const now = { step: `${state.phase} ${state.step}`, floor: floorWords(room) }
      const step = currentStep(state, steps)
      if (before && before.step !== now.step && step) soon(t('room.spoken.step', { n: state.step + 1, title: step.title }))
      const isMine = floorOf(state, step, room.me.id).kind === 'mine'
      const isHeld = state.hold !== null
      if (held !== null && isHeld !== held) alertHold(isHeld)
      else if (before && before.floor !== now.floor) soon(now.floor, isMine ? 0 : together)
      held = isHeld
      before = now
    },
    time(room: RoomView, now: number) {
      const clock = remaining(room.state, currentStep(room.state, room.steps), now)
      if (!clock) return
      const told = spokenNow(spoken, clock)
      spoken = told.spoken
      if (told.cue) soon(t(`room.spoken.${told.cue}`), 0)
    },
    floor: (room: RoomView) => soon(floorWords(room), 0),
    timeLeft(room: RoomView, now: number) {
      soon(leftWords(remaining(room.state, currentStep(room.state, room.steps), now)), 0)
    },
  }

  function alertHold(isHeld: boolean) {
    if (isHeld) alert('room.spoken.hold')
    else soon(t('room.spoken.released'), 0)
  }

  function alert(key: MessageKey) {
    const region = document.getElementById('room-alert')
    if (region) region.textContent = t(key)
  }

  function leftWords(clock: Remaining | null) {
    if (!clock) return t('room.spoken.noClock')
    if (clock.left < 0) return t('room.spoken.over')
    const seconds = Math.ceil(clock.left / 1_000)
    if (seconds < 60) return t('room.spoken.secondsLeft', { count: seconds })
    return t('room.spoken.left', { count: Math.round(seconds / 60) })
  }
}
