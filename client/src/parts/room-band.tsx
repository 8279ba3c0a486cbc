// The floor band: who may speak and until when, in every state that a room can be in. The one place of the warm colour, with the turn order.
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import { remaining } from '../room-clock.ts'
import { listens, speaksAgainAt } from '../room-floor.ts'
import { Arch, Icon } from './icons.tsx'
import { rich } from './rich.tsx'
import { ClockBar, ClockFace } from './room-clock-face.tsx'
import { Name, Names } from './room-names.tsx'
import { meIn, useNow, useRoom } from './room-view.ts'

const looks: Record<string, string> = { mine: 'mine', quiet: 'still', hold: 'stopped', lobby: 'still', closing: 'still', closed: 'still' }
const strong = (words: ComponentChildren) => <b>{words}</b>

export function RoomBand() {
  const { state, step, floor, reach } = useRoom()
  const now = useNow()
  const t = useMessages()
  const clock = reach === 'there' ? remaining(state, step, now) : null
  const isOut = reach !== 'there'
  return (
    <section class={`floor ${isOut ? 'lost' : (looks[floor.kind] ?? '')}`} aria-labelledby="floor-who">
      <div class="floor-in">
        <p class="step">
          <StepLine />
          {clock?.of === 'turn' && (
            <span class="long"> · {t('room.stepLeft', { count: Math.max(0, Math.ceil(clock.stepLeft / 60_000)) })}</span>
          )}
        </p>
        <div class="told">
          <h2 class="who" id="floor-who">
            <Sign />
            <span>
              <Who />
            </span>
          </h2>
          <p class="rest">
            <Rest over={clock !== null && clock.left < 0} />
          </p>
        </div>
        {clock && <ClockFace clock={clock} name={t(clock.of === 'turn' ? 'room.clock.turnName' : 'room.clock.stepName')} />}
        {clock && <ClockBar {...clock} />}
      </div>
    </section>
  )
}

function Sign() {
  const { floor, reach } = useRoom()
  if (reach !== 'there') return null
  if (floor.kind === 'hold') return <Icon name="hold" />
  return ['mine', 'other', 'open', 'listening'].includes(floor.kind) ? (
    <span class="lit">
      <Arch />
    </span>
  ) : null
}

function StepLine() {
  const { state, steps, step, floor, reach } = useRoom()
  const t = useMessages()
  if (reach === 'lost') return <>{t('room.lost.again')}</>
  if (floor.kind === 'hold') return <>{t('room.hold.stopped')}</>
  if (!step) return <>{t(`room.phase.${state.phase === 'step' ? 'closing' : state.phase}`)}</>
  return <>{rich(t('room.step', { n: state.step + 1, max: steps.length }), { title: () => <b dir="auto">{step.title}</b> })}</>
}

function Who() {
  const { floor, reach, step } = useRoom()
  const t = useMessages()
  if (reach !== 'there') return <>{t(`room.${reach}.who`)}</>
  const key = floor.kind === 'nobody' && step?.floor.mode === 'round' ? 'roundOver' : floor.kind
  return <>{rich(t(`room.floor.${key}`), { name: () => <Name id={floor.who} /> })}</>
}

function Rest({ over }: { over: boolean }) {
  const { floor, reach } = useRoom()
  const t = useMessages()
  if (reach !== 'there') return <>{t(`room.${reach}.rest`)}</>
  switch (floor.kind) {
    case 'mine':
    case 'other':
      return <Turns over={over} />
    case 'open':
      return <Open />
    case 'hold':
      return <OnHold />
    case 'listening':
      return <Listening />
    case 'lobby':
      return <BeforeStart />
    case 'quiet':
      return <QuietRest />
    default:
      return <>{rich(t(`room.rest.${floor.kind}`), { link: words => <a href="#stays-title">{words}</a> })}</>
  }
}

function Turns({ over }: { over: boolean }) {
  const { floor, step, me } = useRoom()
  const t = useMessages()
  const [first, ...then] = floor.next
  const isNext = first === me.id && !over
  const rest = isNext ? then : floor.next
  const own = floor.kind === 'mine' && t(step?.floor.mode === 'round' ? 'room.rest.passing' : 'room.rest.yours')
  return (
    <>
      {over ? strong(t('room.rest.over')) : own}
      {isNext && strong(t('room.rest.youNext'))} {rest.length > 0 && rich(t('room.rest.then'), { names: () => <Names ids={rest} /> })}
      {floor.kind === 'other' && floor.next.length === 0 && !over && t('room.rest.others')}
    </>
  )
}

function Open() {
  const { floor, state, step } = useRoom()
  const t = useMessages()
  const listening = state.people.filter(person => person.here && !person.removed && step && listens(person, step)).map(({ id }) => id)
  return (
    <>
      {floor.hands.length > 0 && rich(t('room.rest.hands'), { names: () => <Names ids={floor.hands} /> })}{' '}
      {listening.length > 0 &&
        strong(rich(t('room.rest.listening', { count: listening.length }), { names: () => <Names ids={listening} /> }))}
      {floor.hands.length === 0 && listening.length === 0 && t('room.rest.open')}
    </>
  )
}

function OnHold() {
  const { state } = useRoom()
  const t = useMessages()
  const aftercare = state.hold?.aftercare ?? null
  return (
    <>
      {t('room.hold.nothing')} {aftercare !== null && rich(t('room.hold.with'), { name: () => <Name id={aftercare} /> })}{' '}
      <a href="/help">{t('room.hold.lines')}</a>
    </>
  )
}

function Listening() {
  const room = useRoom()
  const t = useMessages()
  const own = meIn(room)
  const again = own ? speaksAgainAt(room.steps, room.state.step, own) : null
  return (
    <>
      {again !== null && t('room.rest.again', { n: again + 1 })} {strong(t('room.rest.padYours'))}
    </>
  )
}

function BeforeStart() {
  const { state } = useRoom()
  const t = useMessages()
  const leads = state.people.find(person => !person.removed && person.seats.includes('facilitator'))
  return <>{leads ? rich(t('room.rest.lobby'), { name: () => <Name id={leads.id} /> }) : t('room.rest.lobbyNobody')}</>
}

function QuietRest() {
  const { step } = useRoom()
  const t = useMessages()
  return <>{t(step?.gather === 'together' ? 'room.rest.together' : 'room.rest.quiet')}</>
}
