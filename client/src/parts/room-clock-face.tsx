// The large clock of the floor band: what is left of a turn or step, softly past its end, and the bar under it. Silent: it is spoken elsewhere.
import { useMessages } from '../messages.ts'
import { clockText, type Remaining } from '../room-clock.ts'

const day = 86_400_000

export function ClockFace({ clock, name }: { clock: Remaining; name: string }) {
  const t = useMessages()
  const { left, total } = clock
  const inDays = Math.abs(left) >= day
  return (
    <p class="clock" role="timer" aria-live="off" aria-label={name}>
      <b>{inDays ? t('room.clock.days', { count: Math.ceil(left / day) }) : clockText(left)}</b>
      <span>{under(clock)}</span>
    </p>
  )

  function under({ of, stands }: Remaining) {
    if (stands) return t('room.clock.stands')
    if (left < 0) return t('room.clock.over', { at: clockText(total) })
    return of === 'turn' ? t('room.clock.of', { at: clockText(total) }) : t('room.clock.left')
  }
}

const length = 1_000

export function ClockBar({ left, total }: Remaining) {
  const part = total > 0 ? Math.min(1, Math.max(0, left / total)) : 0
  // Past the end the bar is full, as the mark of time that is over.
  const width = Math.round((left < 0 ? 1 : part) * length)
  return (
    <svg class="bar" viewBox={`0 0 ${length} 1`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect width={width} height="1" />
    </svg>
  )
}
