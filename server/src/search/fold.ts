// Words as they are compared: without case, accents and the marks of vowels that many leave out when they type.

/** Accents of Latin, Greek and Cyrillic; vowel points of Hebrew and Arabic. Vowel signs of other scripts are letters and stay. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g
/** Letters that do not come apart into a letter and a mark. */
const letters: Record<string, string> = { ß: 'ss', ø: 'o', œ: 'oe', æ: 'ae', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }
const whole = /[ßøœæłđðþı]/g
const plain = /^[a-z0-9]*$/

export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (plain.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFC')
    .replace(whole, letter => letters[letter]!)
}
