// What somebody typed, as what is asked: all words must stand in a post, "words in quotes" one after the other, -not these, begin* like this.
import { fold } from './fold.ts'
import { isSmall, termsAsked } from './languages.ts'
import { synonymsAt } from './synonyms.ts'
import { wordsIn } from './words.ts'

/** One place in a text: any of these terms, or any term that begins so. */
export type Place = { terms: string[]; begins: string | null }
/** `all`: each somewhere in the post. `phrase`: one right after the other. `weight`: 1 for what was typed, less for other words for the same. */
export type Way = { how: 'all' | 'phrase'; places: Place[]; weight: number }
/** Any way will do. */
export type Clause = { ways: Way[]; not: boolean }
export type Asked = { text: string; how: 'word' | 'phrase' | 'begins' | 'not' | 'small' }
export type Query = { clauses: Clause[]; asked: Asked[] }

/** More words than anybody types; what comes after is not asked for. */
const mostWords = 24
const synonymWeight = 0.4
const beginsWeight = 0.8
/** One letter begins half of all words. */
const shortestBeginning = 2

type Piece = { words: string[]; quoted: boolean; not: boolean; begins: boolean }

/** `typing`: the last word is not finished. */
export function parseQuery(text: string, { typing = false } = {}): Query {
  const pieces = piecesOf(text, typing)
  const isAsked = (piece: Piece) => piece.quoted || piece.not || piece.begins || !isSmall(piece.words[0]!)
  const needsSmall = !pieces.some(piece => !piece.not && isAsked(piece))
  const kept = new Set(needsSmall ? pieces : pieces.filter(isAsked))
  return {
    clauses: clausesOf(pieces, kept),
    asked: pieces.map(piece => ({ text: piece.words.join(' '), how: kept.has(piece) ? howOf(piece) : 'small' })),
  }
}

const parts = /(-?)["“«„]([^"”»]*)["”»]?|[^\s"“”«»„]+/g

function piecesOf(text: string, typing: boolean): Piece[] {
  const pieces: Piece[] = []
  let left = mostWords
  for (const { 0: all, 1: minus, 2: quoted, index } of text.matchAll(parts)) {
    if (left <= 0) break
    const words = wordsIn(quoted ?? all)
      .slice(0, left)
      .map(word => word.text)
    left -= words.length
    if (words.length === 0) continue
    const not = minus === '-' || (quoted === undefined && all.startsWith('-'))
    const unfinished = typing && index + all.length === text.length
    if (quoted !== undefined || not) pieces.push({ words, quoted: quoted !== undefined || words.length > 1, not, begins: false })
    else pushWords(pieces, words, all.endsWith('*') || unfinished)
  }
  return pieces
}

function pushWords(pieces: Piece[], words: string[], lastBegins: boolean) {
  for (const [at, word] of words.entries()) {
    const begins = lastBegins && at === words.length - 1 && word.length >= shortestBeginning
    pieces.push({ words: [word], quoted: false, not: false, begins })
  }
}

function howOf({ quoted, not, begins }: Piece): Asked['how'] {
  if (not) return 'not'
  return quoted ? 'phrase' : begins ? 'begins' : 'word'
}

/** Neighbouring words that are a name of something may be said otherwise. */
function clausesOf(pieces: Piece[], kept: Set<Piece>): Clause[] {
  const clauses: Clause[] = []
  for (let at = 0; at < pieces.length; ) {
    const found = synonymsAt(plainWordsFrom(pieces, at), 0)
    const said = pieces.slice(at, at + (found?.words ?? 1)).filter(piece => kept.has(piece))
    if (found && said.length > 0) clauses.push(saidOtherwise(said, found.others))
    else clauses.push(...said.map(clauseOf))
    at += found?.words ?? 1
  }
  return clauses
}

function saidOtherwise(said: Piece[], names: string[][]): Clause {
  const asTyped: Way = { how: 'all', places: said.map(piece => placeOf(piece.words[0]!)), weight: 1 }
  const others = names.map((name): Way => ({ how: 'phrase', places: name.map(placeOf), weight: synonymWeight }))
  return { ways: [asTyped, ...others], not: false }
}

function plainWordsFrom(pieces: Piece[], at: number) {
  const words: string[] = []
  for (let next = at; next < pieces.length; next += 1) {
    const { words: own, quoted, not, begins } = pieces[next]!
    if (quoted || not || begins) break
    words.push(own[0]!)
  }
  return words
}

function clauseOf({ words, quoted, not, begins }: Piece): Clause {
  if (quoted) return { ways: [{ how: 'phrase', places: words.map(placeOf), weight: 1 }], not }
  const way = { how: 'all' as const, places: words.map(placeOf), weight: 1 }
  if (!begins) return { ways: [way], not }
  return { ways: [way, { how: 'all', places: [{ terms: [], begins: fold(words[0]!) }], weight: beginsWeight }], not }
}

function placeOf(word: string): Place {
  return { terms: termsAsked(word), begins: null }
}
