// What the facilitator does, folded under "Lead": the way through the steps, the time, the people, the door, and safety.
import type { Seat } from '@hearth/shared/format'
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import { rich } from './rich.tsx'
import { SendNote } from './room-composer.tsx'
import { Press, RoomForm } from './room-form.tsx'
import { useRoom } from './room-view.ts'

export function RoomLead() {
  const { me, state, reach } = useRoom()
  const t = useMessages()
  if (!me.facilitator || state.phase === 'closed' || reach === 'ended') return null
  return (
    <section class="lead-part" aria-labelledby="lead-title">
      <h2 class="vh" id="lead-title">
        {t('lead.title')}
      </h2>
      <Onward />
      {state.ready.length > 0 && <span class="meta">{t('lead.ready', { count: state.ready.length })}</span>}
      <details class="plain">
        <summary>{t('lead.title')}</summary>
        <div class="lead-in">
          {me.silent === null && <SendNote />}
          {state.phase === 'step' && <Time />}
          <People />
          <Door />
          <Ending />
        </div>
      </details>
    </section>
  )
}

/** The one thing that comes next; on hold that is to let the format go on. */
function Onward() {
  const { state, steps } = useRoom()
  const t = useMessages()
  const next = steps[state.step + 1]
  if (state.hold) return <Press values={{ kind: 'release' }}>{t('lead.release')}</Press>
  if (state.phase === 'lobby')
    return (
      <Press values={{ kind: 'start' }} class="btn second">
        {t('lead.start')}
      </Press>
    )
  if (state.phase !== 'step') return null
  return (
    <Press values={{ kind: 'next', from: state.step }} class="btn second">
      {next ? rich(t('lead.next'), { title: () => <bdi>{next.title}</bdi> }) : t('lead.toClosing')}
    </Press>
  )
}

function Time() {
  const { state } = useRoom()
  const t = useMessages()
  const { round } = state
  return (
    <Group title={t('lead.time')}>
      <div class="row">
        <Press values={{ kind: 'add-time', seconds: 60 }}>{t('lead.add')}</Press>
        <Press values={{ kind: 'add-time', seconds: 300 }}>{t('lead.addFive')}</Press>
        <Press values={{ kind: 'add-time', seconds: -60 }}>{t('lead.take')}</Press>
        {!state.hold && (
          <Press values={{ kind: state.stoppedAt ? 'go-on' : 'pause' }}>{t(state.stoppedAt ? 'lead.goOn' : 'lead.pause')}</Press>
        )}
        {round && round.turn < round.order.length && <Press values={{ kind: 'pass', turn: round.turn }}>{t('lead.passFor')}</Press>}
        {round && round.turn >= round.order.length && <Press values={{ kind: 'round-again' }}>{t('lead.roundAgain')}</Press>}
        {state.token !== null && <Press values={{ kind: 'open-floor' }}>{t('lead.openFloor')}</Press>}
        {state.step > 0 && <Press values={{ kind: 'back', from: state.step }}>{t('lead.back')}</Press>}
      </div>
    </Group>
  )
}

function People() {
  const t = useMessages()
  return (
    <Group title={t('lead.people')}>
      <RoomForm name="move" label={t('lead.people')}>
        <Who id="lead-who" />
        <div class="row">
          <Kind kind="give-floor" />
          <Kind kind="mute" />
          <Kind kind="unmute" />
          <Kind kind="hand-over" />
        </div>
        <SeatChoice />
        <div class="row">
          <Kind kind="seat" />
          <Kind kind="unseat" />
        </div>
      </RoomForm>
      <details class="plain">
        <summary>{t('lead.remove')}</summary>
        <RoomForm name="move" values={{ kind: 'remove' }} label={t('lead.remove')}>
          <Who id="remove-who" />
          <p class="meta">{t('lead.removeWhat')}</p>
          <button type="submit" class="btn danger">
            {t('lead.removeSure')}
          </button>
        </RoomForm>
      </details>
    </Group>
  )
}

const words = {
  'give-floor': 'lead.giveFloor',
  mute: 'lead.mute',
  unmute: 'lead.unmute',
  'hand-over': 'lead.handOver',
  seat: 'lead.giveSeat',
  unseat: 'lead.takeSeat',
} as const

function Kind({ kind }: { kind: keyof typeof words }) {
  return (
    <button type="submit" class="btn plain" name="kind" value={kind}>
      {useMessages()(words[kind])}
    </button>
  )
}

/** Hands that are up come first. */
function Who({ id, name = 'to', none }: { id: string; name?: string; none?: string }) {
  const { state, me } = useRoom()
  const t = useMessages()
  const others = state.people.filter(person => !person.removed && person.here && person.id !== me.id)
  const place = (person: string) => (state.hands.includes(person) ? state.hands.indexOf(person) : state.hands.length)
  const sorted = others.sort((one, other) => place(one.id) - place(other.id) || one.displayName.localeCompare(other.displayName))
  return (
    <>
      <label class="label" for={id}>
        {none ? t('lead.aftercare') : t('lead.who')}
      </label>
      <select class="input" id={id} name={name}>
        {none && <option value="">{none}</option>}
        {sorted.map(person => (
          <option key={person.id} value={person.id}>
            {person.displayName}
          </option>
        ))}
      </select>
    </>
  )
}

const everywhere: Seat[] = ['co-facilitator', 'presenter', 'note-keeper', 'aftercare', 'listener']

function SeatChoice() {
  const { session } = useRoom()
  const t = useMessages()
  const seats = [...new Set([...session.format.seats, ...everywhere])].filter(seat => seat !== 'facilitator')
  return (
    <>
      <label class="label" for="lead-seat">
        {t('lead.seat')}
      </label>
      <select class="input" id="lead-seat" name="seat">
        {seats.map(seat => (
          <option key={seat} value={seat}>
            {t(`seat.${seat}`)}
          </option>
        ))}
      </select>
    </>
  )
}

function Door() {
  const { state, step, me } = useRoom()
  const t = useMessages()
  return (
    <>
      <Group title={t('lead.safety')}>
        {state.hold ? (
          <Press values={{ kind: 'release' }}>{t('lead.release')}</Press>
        ) : (
          <RoomForm name="move" values={{ kind: 'hold' }} label={t('lead.safety')}>
            <Who id="hold-aftercare" name="aftercare" none={t('lead.nobody')} />
            <div class="row">
              <button type="submit" class="btn plain">
                {t('lead.hold')}
              </button>
            </div>
          </RoomForm>
        )}
      </Group>
      <Group title={t('lead.door')}>
        <div class="row">
          <Press values={{ kind: state.locked ? 'unlock' : 'lock' }}>{t(state.locked ? 'lead.unlock' : 'lead.lock')}</Press>
          {step?.vote && state.dots === null && <Press name="show-dots">{t('dots.show')}</Press>}
          {me.can.showTogether && step?.gather === 'together' && !state.shown.includes(state.step) && (
            <Press name="show-together">{t('gather.show')}</Press>
          )}
        </div>
      </Group>
    </>
  )
}

function Ending() {
  const { state } = useRoom()
  const t = useMessages()
  return (
    <Group title={t('lead.close')}>
      {state.phase === 'closing' && <Press values={{ kind: 'back', from: state.step }}>{t('lead.back')}</Press>}
      {state.phase !== 'closing' && <Press values={{ kind: 'end' }}>{t('lead.end')}</Press>}
      <details class="plain">
        <summary>{t('lead.close')}</summary>
        <p class="meta">{t('lead.closeWhat')}</p>
        <Press values={{ kind: 'close' }} class="btn danger">
          {t('lead.closeSure')}
        </Press>
      </details>
    </Group>
  )
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}
