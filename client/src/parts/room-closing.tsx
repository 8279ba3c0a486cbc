// The closing: the summary that the room agrees on before it stands, and the one question about the format.
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { Press, RoomForm, useWords } from './room-form.tsx'
import { useRoom } from './room-view.ts'

export function RoomSummary({ open }: { open: boolean }) {
  const { state, me } = useRoom()
  const t = useMessages()
  const { summary } = state
  const here = state.people.filter(person => person.here && !person.removed).length
  return (
    <div>
      <h3>{t('stays.summary')}</h3>
      {summary && (
        <>
          <p class="as-typed note" dir="auto">
            {summary.text}
          </p>
          <p class="meta">{summary.stands ? t('stays.stands') : t('stays.agreed', { n: summary.agreed.length, count: here })}</p>
          {open && !summary.stands && !summary.agreed.includes(me.id) && (
            <Press name="agree-summary" class="btn second">
              {t('stays.agree')}
            </Press>
          )}
        </>
      )}
      {open && me.can.keepNotes && !summary?.stands && <Proposal />}
    </div>
  )
}

function Proposal() {
  const { state } = useRoom()
  const t = useMessages()
  const words = useWords('summary', 'body', state.summary?.text)
  return (
    <RoomForm writes name="summary" id="summary">
      <label class="label" for="summary-body">
        {t('stays.summaryField')}
      </label>
      <p class="hint" id="summary-hint">
        {t('stays.summaryHint')}
      </p>
      <textarea
        class="input"
        id="summary-body"
        name="body"
        rows={3}
        required
        dir="auto"
        maxLength={limits.bodyMax}
        aria-describedby="summary-hint"
      >
        {words}
      </textarea>
      <button type="submit" class="btn second">
        {t('stays.propose')}
      </button>
    </RoomForm>
  )
}

const ratings = ['helped', 'partly', 'not-today'] as const

export function RoomRating({ open }: { open: boolean }) {
  const { me } = useRoom()
  const t = useMessages()
  if (!open && me.rating === null) return null
  return (
    <fieldset>
      <legend>{t('stays.rating')}</legend>
      <p class="hint">{t('stays.ratingHint')}</p>
      {me.rating !== null && (
        <p>
          {t('stays.rated')} <b>{t(`stays.${me.rating}`)}</b>
        </p>
      )}
      {open && (
        <div class="row">
          {ratings
            .filter(rating => rating !== me.rating)
            .map(rating => (
              <Press key={rating} name="rate" values={{ rating }}>
                {t(`stays.${rating}`)}
              </Press>
            ))}
        </div>
      )}
    </fieldset>
  )
}
