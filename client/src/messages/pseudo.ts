// The trial language `en-XB`: English with accents, two fifths longer, made from each message without touching what is filled in.

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = 'áƀçđéƒĝĥíĵķĺɱñóþɋŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŢÚṼŴẊÝŽ'
const accents = new Map([...plain].map((letter, at) => [letter, [...accented][at] ?? letter]))
const longer = 0.4

/** Text stands at an even depth of braces; arguments, plural words and `<tags>` between them are left as they are. */
export function pseudo(message: string): string {
  let depth = 0
  let inTag = false
  let letters = 0
  let result = ''
  for (const sign of message) {
    if (depth % 2 === 0 && sign === '<') inTag = true
    const isText = depth % 2 === 0 && !inTag && sign !== '{' && sign !== '}'
    if (sign === '}' && depth % 2 === 0) result += padding(letters)
    if (sign === '{' || sign === '}') letters = 0
    if (isText) letters += 1
    result += isText ? (accents.get(sign) ?? sign) : sign
    if (sign === '{') depth += 1
    if (sign === '}') depth -= 1
    if (sign === '>') inTag = false
  }
  return result + padding(letters)
}

function padding(letters: number) {
  const words = Math.ceil((letters * longer) / 4)
  return letters === 0 ? '' : ' ~~~'.repeat(words)
}
