// Sends every form of the room as its call: nothing leaves the page, a refusal brings its reason beside the form, and words stay until they stand.
import type { CallKey } from '@hearth/shared/contract'
import type { ProblemJson } from '@hearth/shared/problems'
import type { RoomMessage, RoomState } from '@hearth/shared/room'
import { call, Refused } from '../api.ts'
import type { RoomEvent } from '../apply-room.ts'
import { dateText } from '../messages.ts'
import type { Pending, Refusal, RoomSession, RoomView } from '../parts/room-view.ts'
import { isRoomForm, type RoomFormName, sentBy } from '../room-forms.ts'
import { pageReader } from '../words.ts'

type Does = {
  session: RoomSession
  view(): RoomView
  hear(event: RoomEvent): void
  heardOf(seq: number): void
  askPapers(): void
  arrived(id: string): void
  kept(): void
  sending(own: Pending | null): void
  refused(refusal: Refusal | null): void
  /** The form was taken: what it sends next gets another id. */
  renew(form: 'commit' | 'takeaway'): void
  left(): void
}
type Answer = Partial<RoomMessage & RoomState> | null
type Given = { name: RoomFormName; data: FormData }

/** Those that hold words which are done with once they were taken. */
const emptied: readonly RoomFormName[] = ['commit', 'takeaway', 'report']

export function roomSending(root: HTMLElement, does: Does) {
  const busy = new Set<string>()

  root.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement
    const name = form.getAttribute('action')?.split('/').pop() ?? ''
    if (!isRoomForm(name)) return
    event.preventDefault()
    const data = new FormData(form)
    const button = event.submitter as HTMLButtonElement | null
    if (button?.name) data.set(button.name, button.value)
    if (name === 'say') void say(data)
    else void send({ name, data }).then(answer => answer !== undefined && taken(name, form, data))
  })
  // To put words otherwise one needs them as they were written, with their marks.
  root.addEventListener('toggle', event => void fillSource(event.target as HTMLElement), true)

  async function say(data: FormData) {
    const { me } = does.view()
    const isNote = data.get('note') === 'true'
    if (me.silent !== null && !isNote) return does.kept()
    const own = { id: String(data.get('id')), body: String(data.get('body') ?? ''), note: isNote }
    if (own.body.trim() === '') return
    does.sending(own)
    const answer = await send({ name: 'say', data })
    does.sending(null)
    if (answer) does.arrived(own.id)
  }

  /** Undefined when it was refused, which is then told beside the form; nothing is sent twice at once. */
  async function send({ name, data }: Given): Promise<Answer | undefined> {
    const field = (key: string) => String(data.get(key) ?? '')
    const sent = sentBy(name, field, key => data.getAll(key).map(String))
    const key = JSON.stringify([name, sent])
    if (busy.has(key)) return undefined
    busy.add(key)
    try {
      const answer = await made(sent)
      does.refused(null)
      hear(answer)
      return answer
    } catch (error) {
      does.refused({ form: name, fields: plain(data), problem: problemOf(error) })
      return undefined
    } finally {
      busy.delete(key)
    }
  }

  function made({ call: key, messageId, body }: ReturnType<typeof sentBy>): Promise<Answer> {
    const params = { sessionId: does.session.id, ...(messageId ? { messageId } : {}) }
    return call(key as CallKey, { params, ...(body ? { body } : {}) } as never) as Promise<Answer>
  }

  /** The answer is heard as if it had come over the line: it does not matter which is first. */
  function hear(answer: Answer) {
    if (answer?.html !== undefined) return does.hear({ seq: answer.seq!, message: answer as RoomMessage })
    if (answer?.people) return does.hear({ seq: answer.seq!, state: answer as RoomState })
    if (answer?.seq !== undefined) does.heardOf(answer.seq)
    does.askPapers()
  }

  function taken(name: RoomFormName, form: HTMLFormElement, data: FormData) {
    if (name === 'move' && data.get('kind') === 'leave') return does.left()
    if (name === 'commit' || name === 'takeaway') does.renew(name)
    if (emptied.includes(name)) form.reset()
    const fold = form.closest<HTMLDetailsElement>('details.more, .lead-in details')
    if (fold) fold.open = false
    if (name === 'pad' || name === 'notes') showSaved(form)
  }

  async function fillSource(fold: HTMLElement) {
    const messageId = fold.dataset?.source
    if (!messageId || !(fold as HTMLDetailsElement).open) return
    const area = fold.querySelector('textarea')
    const params = { sessionId: does.session.id, messageId }
    const source = await call('GET /api/sessions/:sessionId/messages/:messageId/source', { params }).catch(() => null)
    if (area && source) area.value = source.body
  }

  function showSaved(form: HTMLFormElement | null) {
    const place = form?.querySelector('[data-saved]')
    if (place)
      place.textContent = place.getAttribute('data-saved')!.replace('{at}', dateText(new Date().toISOString(), 'time', pageReader()))
  }

  return {
    /** A note that is saved by itself; true when it was taken. */
    async save(name: 'pad' | 'notes', body: string): Promise<boolean> {
      const data = new FormData()
      data.set('body', body)
      const answer = await send({ name, data })
      if (answer !== undefined) showSaved(root.querySelector<HTMLFormElement>(`#${name}`))
      return answer !== undefined
    },
  }
}

function plain(data: FormData): Record<string, string> {
  return Object.fromEntries([...data].map(([name, value]) => [name, String(value)]))
}

function problemOf(error: unknown): ProblemJson {
  return error instanceof Refused ? error.problem : { type: '', code: 'unavailable', title: '', status: 503 }
}
