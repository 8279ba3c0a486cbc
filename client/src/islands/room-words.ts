// What somebody is writing in the room: kept in memory and in the tab's own history, never on the device; private notes are saved by themselves.

type Saves = 'pad' | 'notes'
type Does = { redraw(): void; save(form: Saves, body: string): Promise<boolean> }

/** Milliseconds of rest after which hints are given, and after which a note is saved. */
const hintAfter = 500
const saveAfter = 1_500

export function roomWords(root: HTMLElement, { redraw, save }: Does) {
  let text = ''
  let hinted = ''
  let padText: string | null = null
  let hint: ReturnType<typeof setTimeout> | undefined
  const saving = new Map<Saves, ReturnType<typeof setTimeout>>()
  let known: HTMLTextAreaElement | null = null
  const field = () => root.querySelector<HTMLTextAreaElement>('#say-body')

  root.addEventListener('input', event => {
    const { target } = event
    if (!(target instanceof HTMLTextAreaElement)) return
    if (target.id === 'say-body') write(target.value)
    if (target.id === 'pad-body') padText = target.value
    if (target.id === 'pad-body' || target.id === 'notes-body') saveSoon(target, target.id === 'pad-body' ? 'pad' : 'notes')
  })
  root.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    const { target } = event
    if (!(target instanceof HTMLTextAreaElement) || !target.form) return
    event.preventDefault()
    target.form.requestSubmit()
  })
  addEventListener('pagehide', remember)

  function write(words: string) {
    text = words
    clearTimeout(hint)
    hint = setTimeout(() => {
      remember()
      hinted = text
      redraw()
    }, hintAfter)
  }

  /** The tab's history goes when the tab does; "Leave quickly" replaces it. */
  function remember() {
    if (document.documentElement.dataset.leaving !== undefined) return
    history.replaceState({ ...history.state, words: text }, '')
  }

  function saveSoon(area: HTMLTextAreaElement, form: Saves) {
    clearTimeout(saving.get(form))
    saving.set(
      form,
      setTimeout(() => void save(form, area.value), saveAfter),
    )
  }

  return {
    /** What was typed before the page came alive, or before it was loaded again, is kept. */
    keep() {
      const before = field()?.value || ((history.state as { words?: string } | null)?.words ?? '')
      text = before
      hinted = before
    },
    /** The field goes away while one listens, and comes back with its words. */
    drawn() {
      const shown = field()
      if (shown === known) return
      known = shown
      if (shown && shown.value === '') shown.value = text
    },
    sent() {
      clearTimeout(hint)
      text = ''
      hinted = ''
      const shown = field()
      if (shown) shown.value = ''
      remember()
    },
    hinted: () => hinted,
    pad: () => padText,
  }
}
