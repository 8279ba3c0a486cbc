// A reply that waits, sent without leaving the page: told where the hand was, with a count of seconds that is read, not spoken, and a way to undo it.
import type { Appears, WaitingPost } from '@hearth/shared/waiting-post'
import { render } from 'preact'
import { call } from '../api.ts'
import { dateText, type Reader } from '../messages.ts'
import { rich } from '../parts/rich.tsx'
import { say } from '../say.ts'
import type { writtenIn } from './composed.ts'

/** What is counted down; a longer wait tells its time. */
const countedMs = 90_000

/** What the form asks for: a span, or null for at once. A day and time of one's own are for the server to read, in the member's zone. */
export function waitIn(form: HTMLFormElement): Appears | 'at' | null {
  const chosen = new FormData(form).get('appears')
  return chosen === null || chosen === 'no' ? null : (String(chosen) as 'moment')
}

export function sendLater(topicId: string, appears: Appears, words: ReturnType<typeof writtenIn>) {
  return call('POST /api/waiting-posts', { body: { ...words, what: 'reply', topicId, appears } }) as Promise<WaitingPost>
}

type Told = { post: WaitingPost; place: Element; reader: Reader; undone(): void }

/** Says it once; the seconds that follow change in silence. Stops with the page, an undo, or the next reply. */
export function tellLater({ post, place, reader, undone }: Told) {
  const due = Date.parse(post.appearsAt ?? '')
  const counted = due - Date.now() < countedMs
  const timer = counted ? setInterval(draw, 1_000) : undefined
  say(reader.t('write.waitsSaid'))
  draw()

  function draw() {
    if (!place.isConnected) return clearInterval(timer)
    const seconds = Math.ceil((due - Date.now()) / 1_000)
    if (counted && seconds <= 0) {
      clearInterval(timer)
      return render(rich(reader.t('write.appears'), { link: words => <a href={`/replies/${post.id}`}>{words}</a> }), place)
    }
    const message = counted ? reader.t('write.waitsSeconds', { seconds }) : reader.t('write.waits')
    render(
      <span>
        {rich(message, {
          when: () => <time dateTime={post.appearsAt ?? ''}>{dateText(post.appearsAt ?? '', 'moment', reader)}</time>,
          undo: words => (
            <button type="button" class="btn plain" onClick={undo}>
              {words}
            </button>
          ),
          link: words => <a href="/waiting">{words}</a>,
        })}
      </span>,
      place,
    )
  }

  async function undo() {
    const gone = await call('DELETE /api/waiting-posts/:waitingId', { params: { waitingId: post.id } }).catch(() => null)
    clearInterval(timer)
    // It was posted meanwhile: its place has the way to take it back.
    if (!gone) return render(rich(reader.t('write.appears'), { link: words => <a href={`/replies/${post.id}`}>{words}</a> }), place)
    render(<span>{reader.t('write.undone')}</span>, place)
    say(reader.t('write.undone'))
    undone()
  }

  return { stop: () => clearInterval(timer) }
}

/** The fields as they were before the form was emptied. */
export function putBack(form: HTMLFormElement, entries: [string, FormDataEntryValue][]) {
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    if (field.name === 'id') continue
    const given = entries.filter(([name]) => name === field.name).map(([, value]) => String(value))
    if (field.type === 'checkbox' || field.type === 'radio') (field as HTMLInputElement).checked = given.includes(field.value)
    else field.value = given[0] ?? ''
  }
}
