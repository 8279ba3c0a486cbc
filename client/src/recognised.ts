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

const frenchMonths = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre'
const frenchDays = 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche'
const proper = "\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+)*"
/** `\b` knows no letter with an accent, so what may begin with one looks back by itself. */
const french: [Hint, RegExp][] = [
  ['date', new RegExp(`(?<!\\p{L})(\\d{1,2}(?:er)? (?:${frenchMonths})(?: \\d{4})?|(?:${frenchDays}) (?:dernier|passé))(?!\\p{L})`, 'giu')],
  ['age', /(?<!\p{L})((?:âgée?s? de|(?:homme|femme|fille|garçon|enfant|jeune) de|(?:il|elle) (?:a|avait|aura)) \d{1,3} ans)(?!\p{L})/giu],
  ['name', /(?<!\p{L})((?:M\.|Mme|Mlle|Dre?|Monsieur|Madame)\s+\p{Lu}[\p{L}'’-]+)/gu],
  ['name', /(?<!\p{L})(?:nommée?|appelée?|[Ss][’']appel(?:le|ait)|prénom est|chez|Bonjour|Salut|Allô|Chère?)\s+(\p{Lu}[\p{L}'’-]+)/gu],
  [
    'place',
    new RegExp(
      `(?<!\\p{L})((?:rue|avenue|boulevard|chemin|hôpital|clinique|école|église|centre|CLSC|pavillon)\\s+(?:d(?:e|u|es)\\s+)?(?:la\\s+)?${proper})`,
      'gu',
    ),
  ],
  ['place', new RegExp(`(?<!\\p{L})(?:à|près de|vers|au nord de|au sud de)\\s+(${proper})`, 'gu')],
]

const ordinary = new RegExp(
  `^(?:the )?(?:I|I'.*|${months}|${days}|English|God|Hearth|Internet|Mum|Mom|Dad|Christmas|Easter|Ramadan|Je|J[’'].*|Dieu|Maman|Papa|Noël|Pâques)$`,
  'iu',
)
const atMost = 8

/** In English and French, whatever the page is in; in other languages it finds less. Each with its words as they stand, each once; at most eight. */
export function recognised(text: string): Recognised[] {
  const found: Recognised[] = []
  const take = (hint: Hint, pattern: RegExp) => {
    for (const [, words = ''] of text.matchAll(pattern)) if (!ordinary.test(words) && !isKnown(found, words)) found.push({ hint, words })
  }
  for (const [hint, pattern] of french) take(hint, pattern)
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
