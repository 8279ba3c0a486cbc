// The difference between two wordings, word by word, for the history of a post.

export type Piece = { kind: 'same' | 'added' | 'taken'; text: string }

/** Above this many pairs of words the middle is shown as one change: a readable answer in bounded time. */
const pairsMax = 4_000_000

/** Pieces put together without those taken give the new text, without those added the old one. */
export function wordDiff(before: string, after: string): Piece[] {
  const old = wordsOf(before)
  const now = wordsOf(after)
  const start = sharedStart(old, now)
  const end = sharedEnd(old, now, start)
  const middle = changes(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return joined([...same(now.slice(0, start)), ...withoutLoneSpaces(middle), ...same(now.slice(now.length - end))])
}

function wordsOf(text: string) {
  return text.match(/\s+|\S+/g) ?? []
}

function sharedStart(old: string[], now: string[]) {
  let at = 0
  while (at < old.length && at < now.length && old[at] === now[at]) at += 1
  return at
}

function sharedEnd(old: string[], now: string[], start: number) {
  let count = 0
  const most = Math.min(old.length, now.length) - start
  while (count < most && old[old.length - 1 - count] === now[now.length - 1 - count]) count += 1
  return count
}

function same(words: string[]): Piece[] {
  return words.map(text => ({ kind: 'same', text }))
}

/** The longest common subsequence of words, read from its table of lengths. */
function changes(old: string[], now: string[]): Piece[] {
  if (old.length * now.length > pairsMax) return [...taken(old), ...added(now)]
  const lengths = lengthsOf(old, now)
  const width = now.length + 1
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < old.length && j < now.length) {
    const [was, is] = [old[i] ?? '', now[j] ?? '']
    const [without, withOut] = [lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0]
    if (was === is) {
      pieces.push({ kind: 'same', text: is })
      i += 1
      j += 1
    } else if (without >= withOut) {
      pieces.push({ kind: 'taken', text: was })
      i += 1
    } else {
      pieces.push({ kind: 'added', text: is })
      j += 1
    }
  }
  return [...pieces, ...taken(old.slice(i)), ...added(now.slice(j))]
}

/** `lengths[i * width + j]`: how many words the rests from `i` and from `j` have in common. */
function lengthsOf(old: string[], now: string[]) {
  const width = now.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const [down, right, across] = [
        lengths[(i + 1) * width + j] ?? 0,
        lengths[i * width + j + 1] ?? 0,
        lengths[(i + 1) * width + j + 1] ?? 0,
      ]
      lengths[i * width + j] = old[i] === now[j] ? across + 1 : Math.max(down, right)
    }
  }
  return lengths
}

function taken(words: string[]): Piece[] {
  return words.map(text => ({ kind: 'taken', text }))
}

function added(words: string[]): Piece[] {
  return words.map(text => ({ kind: 'added', text }))
}

/** White space between two changed words belongs to the change: a changed sentence reads as one. */
function withoutLoneSpaces(pieces: Piece[]): Piece[] {
  return pieces.flatMap((piece, at): Piece[] => {
    const lone = piece.kind === 'same' && piece.text.trim() === '' && pieces[at - 1]?.kind !== 'same' && pieces[at + 1]?.kind !== 'same'
    const between = lone && at > 0 && at < pieces.length - 1
    return between ? [...taken([piece.text]), ...added([piece.text])] : [piece]
  })
}

/** Neighbours of one kind become one piece; within a change what was taken comes before what was added. */
function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = []
  let gone = ''
  let come = ''
  const settle = () => {
    if (gone) result.push({ kind: 'taken', text: gone })
    if (come) result.push({ kind: 'added', text: come })
    gone = ''
    come = ''
  }
  for (const piece of pieces) {
    if (piece.kind === 'taken') gone += piece.text
    if (piece.kind === 'added') come += piece.text
    if (piece.kind !== 'same') continue
    settle()
    const last = result.at(-1)
    if (last?.kind === 'same') last.text += piece.text
    else result.push({ ...piece })
  }
  settle()
  return result
}
