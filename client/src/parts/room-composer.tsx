// The composer at the foot of the room: always open, says whether it can be sent now; Pass, Hand and Hold beside it, always in the same place.
import { limits } from '@hearth/shared/limits'
import type { ProblemCode } from '@hearth/shared/problems'
import { useContext } from 'preact/hooks'
import { useMessages } from '../messages.ts'
import { roomAddress } from './addresses.ts'
import { Icon } from './icons.tsx'
import { rich } from './rich.tsx'
import { Press, RoomForm, useWords } from './room-form.tsx'
import { Name } from './room-names.tsx'
import { gathersFrom, PadOrGive } from './room-pad.tsx'
import { LaterContext, meIn, type RoomView, useAlive, useRoom } from './room-view.ts'

export function RoomComposer() {
  const room = useRoom()
  const { state, floor, me } = room
  const isPad = state.phase === 'step' && (floor.kind === 'quiet' || floor.kind === 'listening' || gathersFrom(room))
  return (
    <section class="speak" aria-labelledby="speak-title">
      <h2 class="vh" id="speak-title">
        {useMessages()(isPad ? 'room.pad.label' : 'room.say.label')}
      </h2>
      {isPad ? <PadOrGive /> : <Say key="say" />}
      <WithoutScript />
      <Buttons sends={!isPad} />
      {isPad && me.facilitator && <NoteInStead />}
    </section>
  )
}

/** The page loads itself again; the one to write on does not, so that no word is lost. */
function WithoutScript() {
  const t = useMessages()
  const { session, writing } = useRoom()
  if (useAlive()) return null
  const address = roomAddress(session.id)
  return (
    <noscript>
      {writing ? (
        <a href={address}>{t('plainRoom.back')}</a>
      ) : (
        <p class="row">
          <a class="btn" href={`${address}?writing=#speak-title`}>
            {t('plainRoom.write')}
          </a>
          <span class="meta">{t('plainRoom.writeHint')}</span>
        </p>
      )}
    </noscript>
  )
}

/** While the facilitator listens too, process notes are still theirs to send. */
function NoteInStead() {
  const t = useMessages()
  return (
    <details class="plain">
      <summary>{t('room.said.note')}</summary>
      <Say key="note" noteOnly />
    </details>
  )
}

function Say({ noteOnly = false }: { noteOnly?: boolean }) {
  const t = useMessages()
  const { ids, refused, state, reach, unread, me, words: draft } = useRoom()
  const later = useContext(LaterContext)
  const words = useWords('say', 'body')
  // Where nothing can be sent any more the field is there only for words that somebody may want to copy.
  if ((reach === 'ended' || state.phase === 'closed' || me.silent === 'not-in-session') && words === '' && draft === '')
    return (
      <p class="meta">
        <Standing />
      </p>
    )
  return (
    <RoomForm name="say" id="say" writes values={{ id: (refused?.form === 'say' && refused.fields.id) || ids.say }}>
      <div class="label-row">
        <label class="label" for="say-body">
          <Standing />
        </label>
        {unread > 0 && (
          <button type="button" class="act strong" data-to-new>
            {t('room.log.toFirst', { count: unread })}
          </button>
        )}
      </div>
      <textarea class="input" id="say-body" name="body" rows={2} required dir="auto" maxLength={limits.bodyMax} aria-describedby="say-hint">
        {words}
      </textarea>
      <div id="say-hint" class="say-hint">
        {later && <later.Hints />}
      </div>
      {noteOnly && <input type="hidden" name="note" value="true" />}
      {noteOnly && (
        <div class="row">
          <SendNote />
        </div>
      )}
    </RoomForm>
  )
}

/** Why it can be sent now, or not yet. */
function Standing() {
  const { floor, me, reach, step } = useRoom()
  const t = useMessages()
  const fills = { b: (words: string) => <b>{words}</b>, name: () => <Name id={floor.who} /> }
  const silence = me.silent
  if (reach === 'ended') return <>{rich(t('room.say.out'), fills)}</>
  if (silence === 'session-closed') return <>{rich(t('room.say.closed'), fills)}</>
  if (silence === 'muted') return <>{rich(t('room.say.muted'), fills)}</>
  if (silence === 'listening') return <>{rich(t('room.say.listener'), fills)}</>
  if (silence === null && floor.kind === 'mine')
    return <>{rich(t(step?.floor.mode === 'round' ? 'room.say.mineRound' : 'room.say.mine'), fills)}</>
  if (silence === null) return <>{rich(t('room.say.open'), fills)}</>
  if (silence !== 'not-your-turn') return <b>{t(`problem.${silence as ProblemCode}`)}</b>
  return <>{rich(t(floor.who === null ? 'room.say.wait' : 'room.say.other'), fills)}</>
}

function Buttons({ sends }: { sends: boolean }) {
  const t = useMessages()
  const room = useRoom()
  const { state, me, reach } = room
  const own = meIn(room)
  const inStep = state.phase === 'step' && !state.hold
  const isUp = state.hands.includes(me.id)
  const isOver = reach === 'ended' || state.phase === 'closed'
  const turn = state.round && state.round.order[state.round.turn] === me.id ? state.round.turn : null
  const maySend = !isOver && me.silent === null
  if (!own || isOver) return null
  return (
    <div class="row buttons">
      {turn !== null && inStep ? (
        <Press icon="pass" values={{ kind: 'pass', turn }}>
          {t(hasSpoken(room) ? 'room.say.done' : 'room.say.pass')}
        </Press>
      ) : (
        <button type="button" class="btn plain" aria-disabled="true">
          <Icon name="pass" />
          <span>{t('room.say.pass')}</span>
        </button>
      )}
      <Press icon="hand" values={{ kind: isUp ? 'lower-hand' : 'raise-hand' }} class={isUp ? 'btn second' : 'btn plain'}>
        <span class="short">{t(isUp ? 'room.say.lower' : 'room.say.handShort')}</span>
        <span class="long">{t(isUp ? 'room.say.lower' : 'room.say.hand')}</span>
      </Press>
      {state.hold ? (
        <button type="button" class="btn plain" aria-disabled="true">
          <Icon name="hold" />
          <span>{t('room.say.onHold')}</span>
        </button>
      ) : (
        <Press icon="hold" values={{ kind: 'hold', aftercare: aftercareOf(room) }}>
          {t('room.say.hold')}
        </Press>
      )}
      {sends && (maySend || !me.facilitator) && (
        <button type="submit" form="say" class="btn send" data-writes {...(maySend ? {} : { 'aria-disabled': 'true' })}>
          {t('room.say.send')}
        </button>
      )}
      {sends && !maySend && me.facilitator && <SendNote />}
    </div>
  )
}

/** The facilitator's word on the way of working, which needs no floor. */
export function SendNote() {
  return (
    <button type="submit" form="say" class="btn second send" name="note" value="true" data-writes>
      {useMessages()('room.say.note')}
    </button>
  )
}

/** In this turn: to pass on and to pass are one move, and only its name differs, for the speaker alone. */
function hasSpoken({ messages, me, state }: RoomView) {
  const since = state.round?.turnStartedAt ?? ''
  return messages.some(({ author, kind, at }) => author === me.id && kind === 'said' && at >= since)
}

/** Who has the seat goes with the hold, so that nobody has to choose in that moment. */
function aftercareOf({ state }: Pick<ReturnType<typeof useRoom>, 'state'>) {
  return state.people.find(person => person.here && !person.removed && person.seats.includes('aftercare'))?.id ?? ''
}
