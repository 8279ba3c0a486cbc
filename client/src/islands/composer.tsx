// The composer, alive: formats with keys, shows a preview, and sends without leaving the page; what was typed is never lost.
import type { ProblemJson } from '@hearth/shared/problems'
import type { ViewedReply } from '@hearth/shared/reply'
import type { Appears } from '@hearth/shared/waiting-post'
import { type ComponentChildren, render } from 'preact'
import { call, Refused } from '../api.ts'
import { type Reader, ReaderContext } from '../messages.ts'
import { placeAddress } from '../parts/addresses.ts'
import { say } from '../say.ts'
import { wordsOf } from '../words.ts'
import { answering } from './answering.tsx'
import { newId, writtenIn } from './composed.ts'
import { Posted, PreviewShown, Trouble } from './composer-said.tsx'
import { idOf, markFaults } from './faults.ts'
import { formatting } from './formatting.ts'
import { putBack, sendLater, tellLater, waitIn } from './post-later.tsx'
import type { RepliesIsland } from './replies.ts'
import { writingSign } from './writing-sign.ts'

export type Composer = {
  /** Turns to the reply of this link. */
  answer(link: HTMLElement): void
}
type ComposerData = { kind: 'reply' | 'topic' | 'edit'; topicId?: string }

export async function composer(form: HTMLFormElement, replies: RepliesIsland | null): Promise<Composer> {
  const data = JSON.parse(form.dataset.props ?? '{}') as ComposerData
  const reader = await wordsOf('composer')
  const text = form.querySelector('textarea') as HTMLTextAreaElement
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]:not([name])')
  const sign = replies && writingSign(form, replies.writing)
  const places = placesIn(form)
  let unsent = false
  let sending = false
  let byItself = false
  let waiting: { stop(): void } | null = null

  formatting(form, text, reader.t)
  text.addEventListener('input', () => {
    unsent = text.value.trim() !== ''
  })
  text.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    form.requestSubmit(button)
  })
  addEventListener('beforeunload', event => {
    if (unsent && !byItself && document.documentElement.dataset.leaving === undefined) event.preventDefault()
  })
  form.addEventListener('submit', event => {
    const isPreview = (event.submitter as HTMLButtonElement | null)?.value === 'preview'
    const isOurs = isPreview || (data.kind === 'reply' && replies !== null)
    if (byItself || !isOurs) {
      byItself = true
      return
    }
    event.preventDefault()
    if (!sending) void (isPreview ? preview() : post(data.topicId ?? ''))
  })

  async function preview() {
    await whileSending(async () => {
      const { html } = await call('POST /api/preview', { body: { body: text.value } })
      show(places.preview, <PreviewShown html={html} />, reader)
      places.preview.querySelector<HTMLElement>('[data-focus]')?.focus()
    })
  }

  async function post(topicId: string) {
    const appears = waitIn(form)
    if (appears === 'at') return goOnByItself()
    if (appears) return postLater(topicId, appears)
    const body = writtenIn(form)
    replies?.sending(body, reader.t('write.posting'))
    const reply = await whileSending(() => call('POST /api/topics/:topicId/replies', { params: { topicId }, body }))
    if (!reply) return replies?.failed(body.id)
    await posted(reply as ViewedReply)
  }

  async function postLater(topicId: string, appears: Appears) {
    const typed = [...new FormData(form)]
    const post = await whileSending(() => sendLater(topicId, appears, writtenIn(form)))
    if (!post) return
    sign?.stop()
    clear()
    const undone = () => {
      putBack(form, typed)
      unsent = true
      text.focus()
    }
    waiting = tellLater({ post, place: places.said, reader, undone })
  }

  async function posted(reply: ViewedReply) {
    sign?.stop()
    clear()
    if (!(await replies?.posted(reply))) {
      byItself = true
      return location.assign(placeAddress(reply.topicId, reply.n))
    }
    show(places.said, <Posted href={`#r-${reply.n}`} />, reader)
    say(reader.t('write.postedSaid'))
    text.focus()
  }

  /** Undefined when it was refused, which is then told at the form. */
  async function whileSending<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    sending = true
    const label = button?.textContent ?? ''
    if (button) button.textContent = reader.t('write.posting')
    clearLastTry(form)
    markFaults(form, [], reader.t)
    waiting?.stop()
    for (const place of Object.values(places)) show(place, null, reader)
    try {
      return await work()
    } catch (error) {
      refused(error instanceof Refused ? error.problem : { type: '', code: 'unavailable', title: '', status: 503 })
    } finally {
      sending = false
      if (button) button.textContent = label
    }
  }

  /** The words stay. Who was signed out goes on by the form itself, whose answer carries them through the sign-in. */
  function refused(problem: ProblemJson) {
    markFaults(form, problem.errors ?? [], reader.t)
    show(places.trouble, <Trouble formId={idOf(form)} problem={problem} onward={goOnByItself} />, reader)
    places.trouble.querySelector<HTMLElement>('[data-focus]')?.focus()
  }

  function goOnByItself() {
    byItself = true
    form.requestSubmit(button)
  }

  function clear() {
    form.reset()
    text.value = ''
    unsent = false
    answering(form, null, reader)
    const id = form.querySelector<HTMLInputElement>('input[name="id"]')
    if (id) id.value = newId()
  }

  return {
    answer(link) {
      answering(form, link, reader)
      text.focus()
    },
  }
}

/** Where results are told: what was wrong above the fields, a preview above the form, the rest under the buttons. */
function placesIn(form: HTMLFormElement) {
  const [trouble, preview] = [document.createElement('div'), document.createElement('div')]
  form.prepend(trouble)
  form.before(preview)
  return { trouble, preview, said: form.querySelector('[data-draft]') ?? form.appendChild(document.createElement('p')) }
}

/** What the server wrote of the last try is over with the next. */
function clearLastTry(form: HTMLFormElement) {
  for (const old of [form.querySelector(':scope > .summary'), form.parentElement?.querySelector(':scope > .preview')]) old?.remove()
}

function show(place: Element, what: ComponentChildren, reader: Reader) {
  render(<ReaderContext.Provider value={reader}>{what}</ReaderContext.Provider>, place)
}
