// The steps with the one that goes on, when the session ends, the notes, the call, and the keys.

import { limits } from '@hearth/shared/limits'
import { useDates, useMessages } from '../messages.ts'
import { rich } from './rich.tsx'
import { Press, RoomForm, useWords } from './room-form.tsx'
import { meIn, useRoom } from './room-view.ts'

export function RoomSteps() {
  const room = useRoom()
  const { steps, state, session, step, me, reach } = room
  const t = useMessages()
  const { time } = useDates()
  const at = state.phase === 'lobby' ? -1 : state.phase === 'step' ? state.step : steps.length
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">{t('room.steps.title')}</h2>
      <ol class="stages">
        {steps.map((each, n) => (
          <li key={n} class={n < at ? 'done' : ''} aria-current={n === at ? 'step' : undefined}>
            <span dir="auto">
              {n < at && <span class="vh">{t('room.steps.done')} </span>}
              {each.title}
            </span>
            <span class="min">{t(`room.steps.${session.format.unit}`, { count: each.length })}</span>
          </li>
        ))}
      </ol>
      {step && step.prompts.length > 0 && (
        <details class="plain">
          <summary>{t('room.steps.prompts')}</summary>
          <ul>
            {step.prompts.map(prompt => (
              <li key={prompt} dir="auto">
                {prompt}
              </li>
            ))}
          </ul>
        </details>
      )}
      {step && meIn(room) && reach === 'there' && !state.ready.includes(me.id) && (
        <div>
          <Press values={{ kind: 'ready' }}>{t('room.steps.ready')}</Press>
        </div>
      )}
      <p class="meta">
        {t('room.steps.ends', { at: time(session.endsAt) })} {t('room.steps.erased', { count: session.keepDays })}
        {state.locked && ` ${t('room.locked')}`}
      </p>
      {session.callLink && (
        <p class="meta">
          <a href={session.callLink} target="_blank" rel="noreferrer noopener">
            {t('room.call')}
          </a>{' '}
          {t('room.call.hint')}
        </p>
      )}
    </section>
  )
}

export function RoomNotes() {
  const { state, me } = useRoom()
  const t = useMessages()
  const words = useWords('notes', 'body', state.notes)
  if (!me.can.keepNotes && state.notes === '') return null
  return (
    <section aria-labelledby="notes-title">
      <h2 id="notes-title">{t('room.notes.title')}</h2>
      {!me.can.keepNotes && (
        <p class="as-typed" dir="auto">
          {state.notes}
        </p>
      )}
      {me.can.keepNotes && (
        <RoomForm writes name="notes" id="notes">
          <label class="label" for="notes-body">
            {t('room.notes.label')}
          </label>
          <p class="hint" id="notes-hint">
            {t('room.notes.hint')}
          </p>
          <textarea class="input" id="notes-body" name="body" rows={6} dir="auto" maxLength={limits.bodyMax} aria-describedby="notes-hint">
            {words}
          </textarea>
          <p class="row">
            <button type="submit" class="btn second">
              {t('room.notes.save')}
            </button>
            <span class="meta" data-saved={t('room.kept', { at: '{at}' })} />
          </p>
        </RoomForm>
      )}
    </section>
  )
}

/** Only with script: what they do needs one. The switches hold for this device. */
export function RoomKeys() {
  const t = useMessages()
  const bold = { b: (words: string) => <kbd>{words}</kbd> }
  return (
    <details class="plain" data-needs-script>
      <summary>{t('room.keys.title')}</summary>
      <ul class="keys">
        <li>{rich(t('room.keys.n'), bold)}</li>
        <li>{rich(t('room.keys.f'), bold)}</li>
        <li>{rich(t('room.keys.t'), bold)}</li>
      </ul>
      <Switch id="use-keys" label={t('room.keys.use')} on />
      <Switch id="read-aloud" label={t('room.keys.aloud')} />
    </details>
  )
}

function Switch({ id, label, on = false }: { id: string; label: string; on?: boolean }) {
  return (
    <div class="check">
      <input type="checkbox" id={id} defaultChecked={on} data-switch />
      <label for={id}>{label}</label>
    </div>
  )
}
