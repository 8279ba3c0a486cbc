// The words of a text with their places: letters and figures of any script; scripts without spaces are taken apart by a dictionary.

/** A word and where it stands, in characters (UTF-16 code units). */
export type Word = { text: string; start: number; end: number }

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** What an apostrophe leaves behind (“don’t”, “l’équipe”) says nothing by itself. */
const leftover = /^\p{Script=Latin}$/u
/** Longer ones are no words, and are cut so that nothing takes long over them. */
const longest = 40
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

export function wordsIn(text: string): Word[] {
  const found: Word[] = []
  for (const { 0: written, index } of text.matchAll(word)) {
    if (written.length > 1 && unspaced.test(written)) takeApart(written, index, found)
    else if (!leftover.test(written)) found.push(wordAt(written, index))
  }
  return found
}

/** So many letters of a text are taken apart by the dictionary, which is slow; those after it two by two. */
const mostTakenApart = 3_000

function takeApart(written: string, at: number, into: Word[]) {
  const [known, rest] = [
    written.slice(0, Math.max(0, mostTakenApart - into.length)),
    written.slice(Math.max(0, mostTakenApart - into.length)),
  ]
  for (const { segment, index, isWordLike } of segmenter.segment(known)) if (isWordLike) into.push(wordAt(segment, at + index))
  for (let from = 0; from < rest.length; from += 2) into.push(wordAt(rest.slice(from, from + 2), at + known.length + from))
}

function wordAt(text: string, start: number): Word {
  return { text: text.slice(0, longest), start, end: start + text.length }
}
