// Invented posts: plain words in a fixed order of chance, of the length and markup that people write.

/** Numbers from 0 to below 1, the same ones for the same start. Source: mulberry32, public domain. */
export function chance(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A UUID of version 4, drawn by `random`. */
export function drawId(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
  hex[12] = '4'
  hex[16] = '89ab'[Math.floor(random() * 4)]!
  const text = hex.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}

const words = `after again always answer ask asked before begin better between breath call calm care change close come could day days
different door early enough evening every feel few find first follow for friend from gentle give good ground group hand happen hear heard
help her here his hold home hope hour hours how if in into it just keep kind know last later learn leave less let like listen little long
look lost made make many me mind moment more morning most much my name need never new next night no not nothing notice of often on once one
open or other our out own part people person phone place plan put quiet read ready really reply rest right room said same say see session
shared shift show side slow small so some someone sometimes son space speak stand start stay step still story support sure take talk tell
than thank that the their them then there these they thing things think this those though thought through time to together told too try
under up us very visit voice wait walk want was way we week well went were what when where which while who why will wish with without word
words work worry would year yes yet you your`.split(/\s+/)

export function drawTitle(random: () => number): string {
  const text = drawWords(random, 4 + Math.floor(random() * 6))
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** One to three paragraphs; one in eight has a list, one in twelve a link. */
export function drawBody(random: () => number, mention: string | null): string {
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => drawSentences(random, 2 + Math.floor(random() * 3)))
  if (random() < 1 / 8) parts.push(['one', 'two', 'three'].map(() => `- ${drawWords(random, 5)}`).join('\n'))
  if (random() < 1 / 12) parts.push(`See [${drawWords(random, 3)}](https://example.org/${drawWords(random, 2).replace(/\s/g, '-')}).`)
  if (mention) parts.push(`Thank you, @${mention}.`)
  return parts.join('\n\n')
}

function drawSentences(random: () => number, count: number): string {
  return Array.from(
    { length: count },
    () => `${drawTitle(random)} ${drawWords(random, 3 + Math.floor(random() * 6))}${random() < 0.15 ? ', **really**' : ''}.`,
  ).join(' ')
}

function drawWords(random: () => number, count: number): string {
  return Array.from({ length: count }, () => words[Math.floor(random() * words.length)]!).join(' ')
}
