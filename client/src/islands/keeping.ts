// Keeps a draft of the form by itself: on the server when one pauses, on this device until the server has it; never over other words unseen.
import type { Draft, DraftKind, KeptDraft } from '@hearth/shared/draft'
import type { ProblemCode, ProblemJson } from '@hearth/shared/problems'
import { call, Refused } from '../api.ts'
import { fieldOf, hasWords, setHidden, wordsIn } from './form-words.ts'
import { localCopy } from './local-copy.ts'

/** Milliseconds: after the last key, at the latest after the first, and between tries where there was no answer. */
const pause = 1_500
const longest = 10_000
const again = [4_000, 15_000, 60_000] as const

/** Whose draft of which place. */
export type OwnPlace = { kind: DraftKind; placeId: string; keeper: string }

export type KeptState =
  | { is: 'kept'; at: string }
  | { is: 'local' | 'signed-out' | 'gone' | 'too-long' }
  | { is: 'elsewhere'; other: Draft }

/** `tell` hears of every change worth telling. */
export function keeping(form: HTMLFormElement, { kind, placeId, keeper }: OwnPlace, tell: (state: KeptState) => void) {
  const copy = localCopy(keeper, kind, placeId)
  const params = { kind, placeId }
  let known = stateOf(form)
  let revision = fieldOf(form, 'draft')
  let timer: ReturnType<typeof setTimeout> | undefined
  let since = 0
  let tries = 0
  let underWay: Promise<void> | null = null
  /** Two texts wait for a choice: nothing is kept until it is made. */
  let torn = false
  let sending = false

  function given(): KeptDraft {
    const editing = Number(fieldOf(form, 'basedOn'))
    return {
      basedOn: revision,
      postId: fieldOf(form, 'id'),
      parentId: fieldOf(form, 'parentId'),
      editing: editing || null,
      fields: wordsIn(form),
    }
  }

  const isNew = () => stateOf(form) !== known

  function changed() {
    if (!isNew()) return
    copy.write({ ...given(), sending })
    if (torn) return
    since ||= Date.now()
    later(Math.min(pause, Math.max(0, since + longest - Date.now())))
  }

  function later(ms: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void now(), ms)
  }

  /** Keeps what is new; one at a time, so that each goes on from the last. */
  async function now(leaving = false): Promise<void> {
    clearTimeout(timer)
    if (underWay && !leaving) await underWay
    const words = given()
    if (torn || sending || !isNew() || (!hasWords(words.fields) && revision === null)) return
    const mine = keep(words, leaving)
    underWay = mine.finally(() => {
      underWay = null
    })
    await mine
  }

  async function keep(words: KeptDraft, keepalive: boolean) {
    since = 0
    try {
      const kept = await call('PUT /api/drafts/:kind/:placeId', { params, body: words }, { keepalive })
      tries = 0
      took(kept, words)
      if (isNew()) changed()
    } catch (error) {
      await refused(error instanceof Refused ? error.problem : null)
    }
  }

  function took(kept: Draft, { parentId, fields }: KeptDraft) {
    known = JSON.stringify([parentId, fields])
    basedOn(kept.revision)
    if (!isNew() && !sending) copy.clear()
    tell({ is: 'kept', at: kept.keptAt })
  }

  function basedOn(other: string | null) {
    revision = other
    setHidden(form, 'draft', other ?? '')
  }

  async function refused(problem: ProblemJson | null) {
    copy.write({ ...given(), sending })
    const answer = answers[problem?.code ?? 'unavailable'] ?? noAnswer
    await answer(problem)
  }

  function noAnswer(problem: ProblemJson | null) {
    tell({ is: 'local' })
    later((problem?.retryAfter ?? 0) * 1_000 || again[Math.min(tries, again.length - 1)]!)
    tries += 1
  }

  /** Other words from another device; or it was posted or thrown away there. */
  async function elsewhere() {
    const other = await call('GET /api/drafts/:kind/:placeId', { params }).catch(error => error as Refused)
    if (!(other instanceof Error)) {
      torn = true
      return tell({ is: 'elsewhere', other })
    }
    if (other.problem?.code !== 'not-found') return noAnswer(null)
    basedOn(null)
    known = stateOf(form)
    tell({ is: 'gone' })
  }

  const answers: Partial<Record<ProblemCode, (problem: ProblemJson | null) => void | Promise<void>>> = {
    'kept-elsewhere': elsewhere,
    'already-sent': () => {
      basedOn(null)
      known = stateOf(form)
      tell({ is: 'gone' })
    },
    'not-signed-in': () => tell({ is: 'signed-out' }),
    'invalid-input': () => tell({ is: 'too-long' }),
    'too-large': () => tell({ is: 'too-long' }),
  }

  const leave = () => void (isNew() && now(true))
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  addEventListener('online', () => void now())
  addEventListener('pagehide', leave)
  addEventListener('hearth:leave', leave)
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? leave() : void now()))

  return {
    copy,
    changed,
    isNew,
    elsewhere,
    /** Everything is on the server, or why not was told. */
    now: () => now(),
    /** Nothing is on its way any more, and nothing goes before it is asked for. */
    async idle() {
      clearTimeout(timer)
      await underWay
      clearTimeout(timer)
    },
    /** Goes on from the other's revision, with the words that stand in the form. */
    async goOnFrom(other: Draft) {
      torn = false
      basedOn(other.revision)
      known = ''
      await now()
    },
    /** What stands in the form is what the server has. */
    holds(draft: Draft) {
      torn = false
      basedOn(draft.revision)
      known = stateOf(form)
      copy.clear()
      tell({ is: 'kept', at: draft.keptAt })
    },
    /** A post is on its way, or no more: its words stay on this device until the server has them. */
    sends(on: boolean) {
      sending = on
      clearTimeout(timer)
      if (on) copy.write({ ...given(), sending })
    },
    /** It is posted: the form begins anew. */
    posted() {
      clearTimeout(timer)
      sending = false
      torn = false
      copy.clear()
      basedOn(null)
      known = stateOf(form)
    },
    /** Thrown away by a press: what is on the page shall not come back. */
    stop() {
      clearTimeout(timer)
      torn = true
      copy.clear()
    },
    get torn() {
      return torn
    },
    revision: () => revision,
  }
}

/** To tell whether anything is new. */
function stateOf(form: HTMLFormElement): string {
  return JSON.stringify([fieldOf(form, 'parentId'), wordsIn(form)])
}
