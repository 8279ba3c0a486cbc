// What in a text might point to a person: names, places, dates, ages. A hint made on the reader's device; it never blocks and is sent nowhere.

export type Hint = 'name' | 'place' | 'date' | 'age'
export type Recognised = { hint: Hint; words: string }

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const days = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday'
const number = '(?:\\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\\w+)?|(?:thir|four|fif|six|seven|eigh|nine)teen)'

/** A capital within a sentence, after a word that comes before places. */
const place = /\b(?:in|at|near|from|to|above|behind|outside)\s+((?:the\s+)?\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*)/gu
const building =
  /\b((?:\p{Lu}[\p{L}'’-]+\s+)+(?:Street|Road|Avenue|Lane|Hospital|Clinic|School|Church|Ward|House|Centre|Center|Bakery))\b/gu
const date = new RegExp(
  `\\b(\\d{1,2}[./]\\d{1,2}(?:[./]\\d{2,4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${months})(?: \\d{4})?|(?:${months}) \\d{1,2}(?:st|nd|rd|th)?|(?:last |on |this )(?:${days}))\\b`,
  'giu',
)
const age = new RegExp(`\\b(${number}[- ]years?[- ]old|aged ${number}|turned ${number}|(?:is|was) ${number} (?=and|but|now|then))`, 'giu')
const titled = /\b((?:Mr|Mrs|Ms|Miss|Dr|Prof|Sister|Nurse)\.?\s+\p{Lu}[\p{L}'’-]+)/gu
const called = /\b(?:named|called|name is|name was|Hi|Hello|Dear)\s+(\p{Lu}[\p{L}'’-]+)/gu
/** A capital inside a sentence: after a small letter or a comma. */
const within = /(?<=[\p{Ll},]\s)(\p{Lu}[\p{Ll}'’-]{2,}(?:\s+\p{Lu}\.)?)/gu

const ordinary = new RegExp(
  `^(?:the )?(?:I|I'.*|${months}|${days}|English|God|Hearth|Internet|Mum|Mom|Dad|Christmas|Easter|Ramadan)$`,
  'iu',
)
const atMost = 8

/** Each with the words it is about, as they stand in the text, each once; at most eight. English only: in other languages it finds less. */
export function recognised(text: string): Recognised[] {
  const found: Recognised[] = []
  const take = (hint: Hint, pattern: RegExp) => {
    for (const [, words = ''] of text.matchAll(pattern)) if (!ordinary.test(words) && !isKnown(found, words)) found.push({ hint, words })
  }
  take('date', date)
  take('age', age)
  take('name', titled)
  take('name', called)
  take('place', building)
  take('place', place)
  take('name', within)
  return found.slice(0, atMost)
}

function isKnown(found: readonly Recognised[], words: string) {
  return found.some(known => known.words.includes(words))
}

/** Whether a text asks: a gentle hint in steps of questions. */
export function asks(text: string): boolean {
  return /[?？؟]/u.test(text)
}
