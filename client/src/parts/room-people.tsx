// Who is here: the order of the round with one's own place in it, those who listen, and what to do when something is wrong.
import type { RoomPerson } from '@hearth/shared/room'
import { type Translate, useMessages } from '../messages.ts'
import { listens } from '../room-floor.ts'
import { Icon } from './icons.tsx'
import { rich } from './rich.tsx'
import { Press } from './room-form.tsx'
import { Name } from './room-names.tsx'
import { useRoom } from './room-view.ts'
import { initials, tintOf } from './tile.tsx'

export function RoomPeople() {
  const { state, step } = useRoom()
  const t = useMessages()
  const inRoom = state.people.filter(person => !person.removed).sort((one, other) => one.displayName.localeCompare(other.displayName))
  const here = inRoom.filter(person => person.here)
  const listening = here.filter(person => person.seats.includes('listener') || (step !== null && listens(person, step)))
  const order = state.round?.order.flatMap(id => inRoom.find(person => person.id === id) ?? []) ?? null
  const rest = here.filter(person => !listening.includes(person) && !order?.includes(person))
  return (
    <>
      {order && <List id="order" title={t('room.order.title')} people={order} ordered />}
      {rest.length > 0 && <List id="here" title={t('room.order.here')} people={rest} />}
      {listening.length > 0 && <List id="listening" title={t('room.order.listening')} people={listening} />}
      <Away people={inRoom.filter(person => !person.here && !order?.includes(person))} />
    </>
  )
}

function List({ id, title, people, ordered = false }: { id: string; title: string; people: RoomPerson[]; ordered?: boolean }) {
  const Element = ordered ? 'ol' : 'ul'
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <Element class="order">
        {people.map(person => (
          <Row key={person.id} person={person} inOrder={ordered} />
        ))}
      </Element>
    </section>
  )
}

function Row({ person, inOrder }: { person: RoomPerson; inOrder: boolean }) {
  const { me, state, floor } = useRoom()
  const t = useMessages()
  const place = state.round?.order.indexOf(person.id) ?? -1
  const turn = state.round?.turn ?? -1
  const hasFloor = floor.who === person.id && (floor.kind === 'mine' || floor.kind === 'other' || floor.kind === 'listening')
  const done = inOrder && place < turn
  const looks = [hasFloor && 'now', done && 'done', person.id === me.id && 'you'].filter(Boolean).join(' ')
  const tint = tintOf(person.handle)
  const next = inOrder && place === turn + 1
  return (
    <li class={looks} aria-current={hasFloor ? 'true' : undefined}>
      <span class={tint === 1 ? 'tile' : `tile t${tint}`} aria-hidden="true">
        {initials(person.displayName)}
      </span>
      <span>
        <bdi>{person.displayName}</bdi> {person.id === me.id && t('room.order.isYou')}
      </span>
      <span class="st">
        {statusOf(person, t, { hasFloor, done, next, isUp: state.hands.includes(person.id), isReady: state.ready.includes(person.id) })}
      </span>
    </li>
  )
}

/** One word or two: what matters now, else what somebody is here. A pass is told to nobody. */
function statusOf(
  person: RoomPerson,
  t: Translate,
  is: { hasFloor: boolean; done: boolean; next: boolean; isUp: boolean; isReady: boolean },
) {
  if (is.hasFloor) return t('room.order.now')
  if (!person.here) return t('room.order.away')
  if (person.muted) return t('room.order.muted')
  if (is.isUp) return t('room.order.hand')
  if (is.done) return t('room.order.spoken')
  if (is.next) return t('room.order.next')
  if (is.isReady) return t('room.order.ready')
  return person.seats.map(seat => t(`room.seat.${seat}`)).join(', ')
}

function Away({ people }: { people: RoomPerson[] }) {
  const t = useMessages()
  if (people.length === 0) return null
  return (
    <section aria-labelledby="away-title">
      <h2 id="away-title">{t('room.order.away')}</h2>
      <p class="meta">
        {people.map((person, n) => (
          <span key={person.id}>
            {n > 0 && ', '}
            <bdi>{person.displayName}</bdi>
          </span>
        ))}
      </p>
    </section>
  )
}

export function RoomWrong() {
  const { state, reach } = useRoom()
  const t = useMessages()
  const aftercare = state.people.find(person => !person.removed && person.seats.includes('aftercare'))
  return (
    <section class="note" aria-labelledby="wrong-title">
      <h2 id="wrong-title">{t('room.wrong.title')}</h2>
      <p>{rich(t('room.wrong.hold'), { b: words => <b>{words}</b> })}</p>
      {aftercare && <p class="meta">{rich(t('room.wrong.aftercare'), { name: () => <Name id={aftercare.id} /> })}</p>}
      {reach !== 'ended' && state.phase !== 'closed' && (
        <div>
          <Press values={{ kind: 'leave' }} icon="leave">
            {t('room.wrong.leave')}
          </Press>
        </div>
      )}
    </section>
  )
}

export function RoomHush() {
  const { state, step, floor } = useRoom()
  const t = useMessages()
  const quiet = state.people.filter(person => person.here && !person.removed && step && listens(person, step)).map(({ id }) => id)
  // The band itself says so where the floor is open.
  if (quiet.length === 0 || (floor.kind !== 'mine' && floor.kind !== 'other')) return null
  return (
    <p class="hush">
      <Icon name="listening" />
      <span>
        {rich(t('room.hush', { count: quiet.length }), {
          names: () => (
            <b>
              {quiet.map((id, n) => (
                <span key={id}>
                  {n > 0 && ', '}
                  <Name id={id} />
                </span>
              ))}
            </b>
          ),
        })}
      </span>
    </p>
  )
}
