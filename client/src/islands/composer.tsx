// The composer, alive: formats with keys, shows a preview, keeps a draft, and sends without leaving the page; what was typed is never lost.
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
import { backOnLine } from './back-on-line.tsx'
import { newId, writtenIn } from './composed.ts'
import { Posted, PreviewShown, Trouble } from './composer-said.tsx'
import { draftOf } from './draft-of.tsx'
import { idOf, markFaults } from './faults.ts'
import { formatting } from './formatting.ts'
import type { OwnPlace } from './keeping.ts'
import { putBack, sendLater, tellLater, waitIn } from './post-later.tsx'
import type { RepliesIsland } from './replies.ts'
import { writingSign } from './writing-sign.ts'

export type Composer = {
  /** Turns to the reply of this link. */
  answer(link: HTMLElement): void
}
type ComposerData = { kind: 'reply' | 'topic' | 'edit'; topicId?: string; draft: OwnPlace }

export async function composer(form: HTMLFormElement, replies: RepliesIsland | null): Promise<Composer> {
  const data = JSON.parse(form.dataset.props ?? '{}') as ComposerData
  const reader = await wordsOf('composer')
  const text = form.querySelector('textarea') as HTMLTextAreaElement
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]:not([name])')
  const sign = replies && writingSign(form, replies.writing)
  const places = placesIn(form)
  const draft = draftOf(form, data.draft, reader, places.said, places.draft)
  let sending = false
  let byItself = false
  let waiting: { stop(): void } | null = null

  formatting(form, text, reader.t)
  text.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    form.requestSubmit(button)
  })
  form.addEventListener('submit', event => {
    if (byItself) return
    event.preventDefault()
    if (sending || text.readOnly) return
    const does = (event.submitter as HTMLButtonElement | null)?.value
    if (does === 'preview') void preview()
    else if (does === 'keep') void draft.now()
    else if (draft.isTorn()) draft.focus()
    else void (data.kind === 'reply' && replies ? post(data.topicId ?? '') : submitWhole())
  })
  addEventListener('beforeunload', event => {
    const isSafe = byItself || !draft.isNew() || draft.copy.read() !== null || document.documentElement.dataset.leaving !== undefined
    if (!isSafe) event.preventDefault()
  })
  if (draft.begin()) form.requestSubmit(button)

  async function preview() {
    await whileSending(async () => {
      const { html } = await call('POST /api/preview', { body: { body: text.value } })
      show(places.preview, <PreviewShown html={html} />, reader)
      places.preview.querySelector<HTMLElement>('[data-focus]')?.focus()
    })
  }

  /** What is on its way as a draft comes first, so that the post says what it was written from. */
  async function post(topicId: string) {
    const appears = waitIn(form)
    if (appears === 'at') return submitWhole()
    await draft.idle()
    if (draft.isTorn()) return
    const from = draft.revision()
    const body = { ...writtenIn(form), ...(from ? { draft: from } : {}) }
    if (appears) return postLater(topicId, appears, body)
    draft.sends(true)
    replies?.sending(body, reader.t('write.posting'))
    const reply = await untilSent(body.id, () => call('POST /api/topics/:topicId/replies', { params: { topicId }, body }))
    if (reply) return posted(reply as ViewedReply)
    replies?.failed(body.id)
    draft.sends(false)
    draft.changed()
  }

  /** Undefined when it was refused or shall not be sent. Where nothing came back it waits, with the words as they were sent. */
  async function untilSent<Result>(id: string, work: () => Promise<Result>): Promise<Result | undefined> {
    text.readOnly = true
    try {
      for (let tries = 0; ; tries += 1) {
        const result = await whileSending(work, { waits: true })
        if (result !== 'no answer') return result
        replies?.failed(id)
        replies?.sending({ ...writtenIn(form), id }, reader.t('keep.waiting'))
        if (!(await backOnLine(places.trouble, reader, tries))) return undefined
      }
    } finally {
      text.readOnly = false
    }
  }

  /** By the form itself, once everything is kept and there is a line. */
  async function submitWhole() {
    await draft.now()
    if (draft.isTorn()) return
    for (let tries = 0; !navigator.onLine; tries += 1) if (!(await backOnLine(places.trouble, reader, tries))) return
    goOnByItself()
  }

  async function postLater(topicId: string, appears: Appears, words: ReturnType<typeof writtenIn>) {
    const typed = [...new FormData(form)]
    const post = await whileSending(() => sendLater(topicId, appears, words))
    if (!post || post === 'no answer') return draft.changed()
    sign?.stop()
    clear()
    const undone = () => {
      putBack(form, typed)
      draft.changed()
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
  async function whileSending<Result>(work: () => Promise<Result>, { waits = false } = {}): Promise<Result | 'no answer' | undefined> {
    sending = true
    const label = button?.textContent ?? ''
    if (button) button.textContent = reader.t('write.posting')
    clearLastTry(form)
    markFaults(form, [], reader.t)
    waiting?.stop()
    for (const place of [places.trouble, places.preview]) show(place, null, reader)
    try {
      return await work()
    } catch (error) {
      const problem = error instanceof Refused ? error.problem : { type: '', code: 'unavailable' as const, title: '', status: 503 }
      if (waits && problem.code === 'unavailable') return 'no answer'
      await refused(problem)
    } finally {
      sending = false
      if (button) button.textContent = label
    }
  }

  /** The words stay. Who was signed out goes on by the form itself, whose answer carries them through the sign-in. */
  async function refused(problem: ProblemJson) {
    if (problem.code === 'kept-elsewhere') return draft.elsewhere()
    markFaults(form, problem.errors ?? [], reader.t)
    show(places.trouble, <Trouble formId={idOf(form)} problem={problem} onward={goOnByItself} />, reader)
    places.trouble.querySelector<HTMLElement>('[data-focus]')?.focus()
  }

  /** A form that is being submitted is not submitted again, also not by what its own event began. */
  function goOnByItself() {
    byItself = true
    setTimeout(() => form.requestSubmit(button))
  }

  function clear() {
    emptied(form)
    answering(form, null, reader)
    const id = form.querySelector<HTMLInputElement>('input[name="id"]')
    if (id) id.value = newId()
    document.querySelector('.draft-kept')?.remove()
    draft.clear()
    draft.posted()
  }

  return {
    answer(link) {
      answering(form, link, reader)
      // In low-energy mode the composer waits behind its name.
      form.closest<HTMLDetailsElement>('details.low-fold')?.setAttribute('open', '')
      text.focus()
    },
  }
}

/** Where results are told: what was wrong above the fields, a preview and another text above the form, the rest under the buttons. */
function placesIn(form: HTMLFormElement) {
  const [trouble, preview, draft] = [document.createElement('div'), document.createElement('div'), document.createElement('div')]
  form.prepend(trouble)
  form.before(draft, preview)
  return { trouble, preview, draft, said: form.querySelector('[data-draft]') ?? form.appendChild(document.createElement('p')) }
}

/** A page that opened with a draft has its words as what a form goes back to. */
function emptied(form: HTMLFormElement) {
  form.reset()
  for (const control of form.elements) {
    const field = control as HTMLInputElement
    if (field.type === 'checkbox') field.checked = false
    else if (field.type === 'radio') field.checked = field.value === 'false'
    else if (field.name && field.type !== 'hidden' && field.type !== 'submit') field.value = ''
  }
}

/** What the server wrote of the last try is over with the next. */
function clearLastTry(form: HTMLFormElement) {
  for (const old of [form.querySelector(':scope > .summary'), form.parentElement?.querySelector(':scope > .preview')]) old?.remove()
}

function show(place: Element, what: ComponentChildren, reader: Reader) {
  render(<ReaderContext.Provider value={reader}>{what}</ReaderContext.Provider>, place)
}
