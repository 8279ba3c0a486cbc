// Which of a reader's hard subjects a text touches: whole words and phrases, without accents and case, one and many alike. Pure, for server and browser.

/** `name` is what the reader calls it; any of `words` in a text touches it. */
export type Subject = { name: string; words: readonly string[] }
/** How one reader wants hard texts: their writers' notes, and what touches a subject of their own list. */
export type Choices = {
  /** Of content notes: all folded, none, or all but those that are about subjects of `shown` and about none of `folded`. */
  notes: 'fold' | 'show' | 'some'
  shown: readonly Subject[]
  folded: readonly Subject[]
  hard: readonly Subject[]
}
/** A text as it is about to be shown; what is absent is not shown. */
export type Told = {
  title?: string | undefined
  /** Sanitised HTML, as posts are stored. */
  html?: string | undefined
  text?: string | undefined
  notes?: readonly string[] | undefined
  tags?: readonly string[] | undefined
}
/** `hard`: names of the reader's subjects that are touched. `title`: whether the title touches one. `notes`: what becomes of the notes. */
export type Cover = { hard: readonly string[]; title: boolean; notes: 'fold' | 'show' }
/** Null where a text is shown as it is for everybody. */
export type Covering = (told: Told) => Cover | null

/** Null for a reader who chose nothing, so that nothing is asked for them. */
export function coveringOf({ notes, shown, folded, hard }: Choices): Covering | null {
  if (notes === 'fold' && hard.length === 0) return null
  const [touched, known, others] = [finderOf(hard), finderOf(shown), finderOf(folded)]
  const isShown = (note: string) => notes === 'show' || (known([note]).length > 0 && others([note]).length === 0)
  return told => {
    const given = told.notes ?? []
    const open = notes !== 'fold' && given.length > 0 && given.every(isShown)
    const inTitle = told.title === undefined ? [] : touched([told.title])
    const all = touched([told.title ?? '', textOf(told.html ?? ''), told.text ?? '', ...given, ...(told.tags ?? [])])
    if (all.length === 0 && !open) return null
    return { hard: all, title: inTitle.length > 0, notes: open ? 'show' : 'fold' }
  }
}

/** A word, or one sign of a script that is written without spaces between words. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}'
const word = new RegExp(`[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+`, 'gu')
/** Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, and what cannot be seen. */
const passedOver = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]/g

/** The words of a text as they are compared. */
export function wordsIn(text: string): string[] {
  return (text.normalize('NFD').replace(passedOver, '').toLowerCase().replace(/ß/g, 'ss').match(word) ?? []).map(rootOf)
}

/** Shorter words stand as they are. */
const shortest = 4
const latin = /^[a-zæœøđł]+$/

/** What "losses" and "loss", "parties" and "party", "overdosed" and "overdose" have in common. Plain endings of English and French, no more. */
function rootOf(given: string): string {
  if (given.length < shortest || !latin.test(given)) return given
  let root = given
  if (root.endsWith('ing') && root.length >= shortest + 3) root = root.slice(0, -3)
  else if (root.endsWith('ed') && !root.endsWith('eed')) root = root.slice(0, -1)
  else if (/[^s]s$|ux$/.test(root)) root = root.slice(0, -1)
  if (root.endsWith('e') && root.length > shortest) root = root.slice(0, -1)
  return root.replace(/y$/, 'i').replace(/([^aeiou])\1$/, '$1')
}

/** A phrase is a walk through words; `names` are the subjects whose phrase ends here. Where no step fits, `back` is the longest walk that still may. */
type Node = { next: Map<string, Node>; names: number[]; back: Node | null }

/** The names of the subjects that any of these texts touch, in their own order. One look at each word, however many phrases there are (Aho and Corasick, 1975). */
function finderOf(subjects: readonly Subject[]): (texts: readonly string[]) => string[] {
  if (subjects.length === 0) return () => []
  const root = newNode()
  subjects.forEach(({ words }, at) => {
    for (const phrase of words) add(root, wordsIn(phrase), at)
  })
  leadBack(root)
  return texts => {
    const found = new Set<number>()
    for (const text of texts) if (text !== '' && found.size < subjects.length) walk(root, wordsIn(text), found)
    return subjects.filter((_, at) => found.has(at)).map(({ name }) => name)
  }
}

function newNode(): Node {
  return { next: new Map(), names: [], back: null }
}

function add(root: Node, words: string[], at: number) {
  if (words.length === 0) return
  let node = root
  for (const word of words) {
    const next = node.next.get(word) ?? newNode()
    node.next.set(word, next)
    node = next
  }
  node.names.push(at)
}

/** Shorter walks first, so that each finds where its own beginning leads back to. */
function leadBack(root: Node) {
  const queue = [root]
  for (const node of queue) {
    for (const [word, next] of node.next) {
      next.back = node === root ? root : step(node.back!, word)
      next.names.push(...next.back.names)
      queue.push(next)
    }
  }
}

function step(from: Node, word: string): Node {
  let node = from
  while (node.back && !node.next.has(word)) node = node.back
  return node.next.get(word) ?? node
}

function walk(root: Node, words: string[], found: Set<number>) {
  let node = root
  for (const word of words) {
    node = step(node, word)
    for (const name of node.names) found.add(name)
  }
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** Marks within a word part nothing; everything else that stands between two pieces of text parts words. */
function textOf(html: string): string {
  return html
    .replace(/<\/?(?:em|strong|del|s|code|a)\b[^<>]*>/g, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => signs[name] ?? ' ')
}
