// Folds texts so that two have the same folded form exactly if a collator takes them to be equal. It tells nothing of their order.

const IDENTICAL_BLOCKS: readonly (readonly [first: number, last: number])[] = [
  [0x3400, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xd800, 0xf8ff],
  [0x17000, 0x18cff],
]
const LAST_POINT = 0x1fbff

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']
const MARKS = Array.from({ length: 0x70 }, (_, i) => String.fromCodePoint(0x300 + i))

/** What one character may be equal to: two letters, or a letter with a mark that is not composed with it. */
const PAIRS = LETTERS.flatMap(first => [...LETTERS, ...MARKS].map(second => first + second)).filter(pair => pair.normalize('NFC') === pair)

/** What is folded may compose anew, and is then folded again. */
const MOST_ROUNDS = 4

/** What folds are made with: with another one, equal texts may have other forms, and indexes that hold them are made anew. */
export const FOLDING = ['2', process.versions.unicode, process.versions.icu, process.versions.cldr].join(' ')

type Compare = (a: string, b: string) => number

/** Asks the collator about every character once, which takes about a fifth of a second. Ideographs and syllables stand for themselves. */
export function makeFold(compare: Compare): (text: string) => string {
  const table = new Map<string, string>()
  const pairs = [...PAIRS].sort(compare)
  for (const group of equalGroups(characters(), compare)) {
    const first = group[0]!
    const form = compare(first, '') === 0 ? '' : (expansion(group, pairs, compare) ?? first)
    for (const character of group) if (form !== character) table.set(character, form)
  }
  for (const [character, parts] of apart(table, compare)) table.set(character, parts)
  return text => {
    let form = folded(text.normalize('NFC'), table)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = folded(form.normalize('NFC'), table)
      if (next === form) break
      form = next
    }
    return form
  }
}

/**
 * What the table keeps as one character that the collator takes to be equal to its parts, each folded: of these some may be composed
 * another way in another text, as "ᾴ" is "ά" with an iota and "Ά" with a combining iota is not composed at all.
 */
function apart(table: ReadonlyMap<string, string>, compare: Compare): (readonly [string, string])[] {
  const kept = characters().map(character => [character, table.get(character) ?? character] as const)
  return kept.flatMap(([character, form]) => {
    const parts = form.normalize('NFD')
    if ([...form].length !== 1 || parts === form) return []
    const whole = folded(parts, table)
    return compare(whole, character) === 0 ? [[character, whole] as const] : []
  })
}

function folded(text: string, table: ReadonlyMap<string, string>): string {
  let result = ''
  for (const character of text) result += table.get(character) ?? character
  return result
}

function characters(): string[] {
  const all: string[] = []
  for (let point = 0; point <= LAST_POINT; point++) {
    const block = IDENTICAL_BLOCKS.find(([first, last]) => point >= first && point <= last)
    if (block) point = block[1]
    else if (/\p{Assigned}/u.test(String.fromCodePoint(point))) all.push(String.fromCodePoint(point))
  }
  return all
}

/** The first of each group is the one of the least code point. */
function* equalGroups(all: string[], compare: Compare): Generator<string[]> {
  all.sort(compare)
  let group: string[] = []
  for (const character of all) {
    if (group.length > 0 && compare(group[0]!, character) !== 0) {
      yield group
      group = []
    }
    group.push(character)
  }
  if (group.length > 0) yield group
}

/** Several characters that one of the group is equal to, such as "ss" for "ß". */
function expansion(group: readonly string[], pairs: readonly string[], compare: Compare): string | undefined {
  const [first] = group
  if (LETTERS.includes(first!)) return undefined
  const pair = search(first!, pairs, compare)
  if (pair !== undefined) return pair
  for (const character of group) {
    const whole = character.normalize('NFKD')
    for (const form of [whole.toUpperCase().toLowerCase(), whole.toLowerCase(), whole])
      if ([...form.normalize('NFC')].length > 1 && compare(form, character) === 0) return form
  }
  return undefined
}

function search(wanted: string, sorted: readonly string[], compare: Compare): string | undefined {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(sorted[middle]!, wanted) < 0) low = middle + 1
    else high = middle
  }
  const found = sorted[low]
  return found !== undefined && compare(found, wanted) === 0 ? found : undefined
}
