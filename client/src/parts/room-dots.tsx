// The dot vote: up to three dots on what was gathered in this step; nobody sees whose they are, and the numbers only once it is closed.
import type { RoomMessage } from '@hearth/shared/room'
import { useMessages } from '../messages.ts'
import { RoomForm } from './room-form.tsx'
import { useRoom } from './room-view.ts'

const most = 80

export function RoomDots() {
  const { state, step, me, messages } = useRoom()
  const t = useMessages()
  if (!step?.vote || state.dots !== null) return null
  const ofStep = messages.filter(
    message => message.step === state.step && message.phase === 'step' && !message.withdrawn && message.kind !== 'note',
  )
  if (ofStep.length === 0) return null
  return (
    <RoomForm name="dots" id="dots">
      <fieldset>
        <legend>{t('dots.title')}</legend>
        <p class="hint">{t('dots.hint')}</p>
        {ofStep.map(message => (
          <div class="check" key={message.id}>
            <input
              type="checkbox"
              id={`dot-${message.n}`}
              name="messages"
              value={message.id}
              defaultChecked={me.dots.includes(message.id)}
            />
            <label for={`dot-${message.n}`} dir="auto">
              {beginningOf(message)}
            </label>
          </div>
        ))}
      </fieldset>
      <button type="submit" class="btn second">
        {t('dots.save')}
      </button>
    </RoomForm>
  )
}

function beginningOf({ html }: RoomMessage) {
  const words = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .trim()
  return words.length > most ? `${words.slice(0, most)}…` : words
}
