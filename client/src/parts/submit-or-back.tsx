// The end of a form that asks before something is done: the button that does it, and the way back.
import { useMessages } from '../messages.ts'

export function SubmitOrBack({ submit, back, danger = false }: { submit: string; back: string; danger?: boolean }) {
  return (
    <div class="row">
      <button type="submit" class={danger ? 'btn danger' : 'btn'}>
        {submit}
      </button>
      <a class="btn plain" href={back}>
        {useMessages()('form.cancel')}
      </a>
    </div>
  )
}
