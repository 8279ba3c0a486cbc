// The draft of a composer: kept by itself, brought back when the page comes back, and told of where the hand is.
import type { Draft } from '@hearth/shared/draft'
import { type ComponentChildren, render } from 'preact'
import { type Reader, ReaderContext } from '../messages.ts'
import { say } from '../say.ts'
import { hasWords, putWords, setHidden, wordsIn } from './form-words.ts'
import { type KeptState, keeping, type OwnPlace } from './keeping.ts'
import { Both, KeptLine, Restored } from './kept-said.tsx'
import { type Copy, forgetPosted } from './local-copy.ts'

export type DraftIsland = ReturnType<typeof draftOf>

/** `said`: the line under the field; `above`: where two texts stand to choose from. */
export function draftOf(form: HTMLFormElement, shown: OwnPlace, reader: Reader, said: Element, above: Element) {
  const keep = keeping(form, shown, told)
  let last = ''
  document.querySelector('.draft-kept form')?.addEventListener('submit', keep.stop)

  function told(state: KeptState) {
    if (state.is === 'elsewhere') return choose(state.other)
    show(said, <KeptLine state={state} />)
    if (state.is !== 'kept' && state.is !== last) say(reader.t(`keep.${state.is}`))
    last = state.is
  }

  function choose(other: Draft) {
    const theirs = () => {
      take(other)
      keep.holds(other)
      done()
    }
    const mine = () => {
      done()
      void keep.goOnFrom(other)
    }
    show(above, <Both words={other.fields} at={other.keptAt} mine={mine} theirs={theirs} />)
    focus()
  }

  function take({ fields, postId, parentId, editing }: Pick<Copy, 'fields' | 'postId' | 'parentId' | 'editing'>) {
    putWords(form, fields)
    if (postId) setHidden(form, 'id', postId)
    if (parentId) setHidden(form, 'parentId', parentId)
    if (editing) setHidden(form, 'basedOn', String(editing))
  }

  function done() {
    show(above, null)
    form.querySelector('textarea')?.focus()
  }

  function focus() {
    above.querySelector<HTMLElement>('[data-focus]')?.focus()
  }

  /** True when what came back was on its way as a post. */
  function begin(): boolean {
    forgetPosted(document)
    const copy = keep.copy.read()
    const standing = wordsIn(form)
    if (!copy || JSON.stringify(copy.fields) === JSON.stringify(standing)) {
      keep.copy.clear()
      return false
    }
    const goesOn = copy.basedOn === keep.revision() && !form.querySelector(':scope > .summary')
    if (!goesOn || (hasWords(standing) && copy.basedOn === null)) {
      offer(copy)
      return false
    }
    take(copy)
    show(above, <Restored />)
    keep.changed()
    return copy.sending
  }

  /** Two texts, and neither is newer for sure. */
  function offer(copy: Copy) {
    const theirs = () => {
      putWords(form, copy.fields)
      done()
      keep.changed()
    }
    const mine = () => {
      keep.copy.clear()
      done()
    }
    show(above, <Both words={copy.fields} at={null} mine={mine} theirs={theirs} />)
  }

  function show(place: Element, what: ComponentChildren) {
    render(<ReaderContext.Provider value={reader}>{what}</ReaderContext.Provider>, place)
  }

  return { ...keep, begin, focus, clear: () => show(above, null), isTorn: () => keep.torn }
}
