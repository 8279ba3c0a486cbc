// What is folded for one reader: by the content notes they want folded, and by the subjects of their own list. Whatever shows texts asks here.
import type { Reading } from '@hearth/shared/account'
import { type Choices, type Covering, coveringOf, type Subject } from '@hearth/shared/hard-subjects'
import type { HardSubjects } from '@hearth/shared/own-subjects'
import { type ReadySubject, readySubjects, wordsOfSubject } from '@hearth/shared/ready-subjects'

/** `of` tells what becomes of a text; `choices` are for a part of the reader's own page that comes alive, and for no other. */
export type Covers = { of: Covering; choices: Choices }
type CoversFor = (reading: Pick<Reading, 'notes' | 'shownNotes'>, hard: HardSubjects, lang: string) => Covers | null
/** What the ready subjects are called in a language. */
type NamesIn = (lang: string) => (subject: ReadySubject) => string

/** Null for whoever chose nothing: nothing is asked for them. What was made ready goes from memory with the list that was read. */
export function coversFor(namesIn: NamesIn): CoversFor {
  const made = new WeakMap<HardSubjects, { key: string; covers: Covers }>()
  return ({ notes, shownNotes }, hard, lang) => {
    if (notes === 'fold' && hard.ready.length === 0 && hard.own.length === 0) return null
    const key = [lang, notes, ...shownNotes].join()
    const known = made.get(hard)
    if (known?.key === key) return known.covers
    const choices = Object.freeze(choicesFrom(notes, shownNotes, hard, namesIn(lang)))
    const of = coveringOf(choices)
    if (!of) return null
    const covers = { of, choices }
    made.set(hard, { key, covers })
    return covers
  }
}

function choicesFrom(
  notes: Reading['notes'],
  shownNotes: readonly ReadySubject[],
  hard: HardSubjects,
  nameOf: ReturnType<NamesIn>,
): Choices {
  const named = (subject: ReadySubject): Subject => ({ name: nameOf(subject), words: wordsOfSubject[subject] })
  const some = notes === 'some'
  return {
    notes,
    shown: some ? shownNotes.map(named) : [],
    folded: some ? readySubjects.filter(subject => !shownNotes.includes(subject)).map(named) : [],
    hard: [...hard.ready.map(named), ...hard.own.map(words => ({ name: words, words: [words] }))],
  }
}
