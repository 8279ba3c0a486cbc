// What stands in the composer's place while one listens: a private note, or words that are collected without a name and shown together.
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { RoomForm, useWords } from './room-form.tsx'
import { useRoom } from './room-view.ts'

export function PadOrGive() {
  return gathersFrom(useRoom()) ? <Give /> : <Pad />
}

/** Whether this step collects words from the reader, whoever has the floor in it: not on hold, nor from who listens. */
export function gathersFrom({ step, state, floor, me }: ReturnType<typeof useRoom>) {
  const collects = step?.gather === 'together' && !state.shown.includes(state.step) && state.hold === null
  return collects && floor.kind !== 'listening' && me.silent !== 'listening' && me.silent !== 'muted'
}

function Pad() {
  const t = useMessages()
  const { me, state } = useRoom()
  return (
    <RoomForm writes name="pad" id="pad" key="pad">
      <label class="label" for="pad-body">
        <b>{t('room.pad.label')}</b>
      </label>
      <textarea
        class="input"
        id="pad-body"
        name="body"
        rows={2}
        dir="auto"
        maxLength={limits.bodyMax}
        aria-describedby="pad-hint"
        data-kept={state.sessionId}
      >
        {useWords('pad', 'body', me.pad)}
      </textarea>
      <p class="meta under-field">
        <span id="pad-hint">{t('room.pad.hint')}</span> <span data-saved={t('room.kept', { at: '{at}' })} />
        <button type="submit" class="act strong">
          {t('room.pad.save')}
        </button>
      </p>
    </RoomForm>
  )
}

function Give() {
  const t = useMessages()
  const { me, state } = useRoom()
  const here = state.people.filter(person => person.here && !person.removed).length
  return (
    <RoomForm writes name="give" id="give" key="give">
      <label class="label" for="give-body">
        <b>{t('room.give.label')}</b>
      </label>
      <p class="hint" id="give-hint">
        {t('room.give.hint')} {here <= 2 && <b>{t('room.give.two')}</b>}
      </p>
      <textarea
        class="input"
        id="give-body"
        name="body"
        rows={2}
        required
        dir="auto"
        maxLength={limits.bodyMax}
        aria-describedby="give-hint"
      >
        {useWords('give', 'body')}
      </textarea>
      <div class="row">
        <button type="submit" class="btn">
          {t('room.give.send')}
        </button>
        {me.gave && <span class="meta">{t('room.give.gave')}</span>}
      </div>
    </RoomForm>
  )
}
