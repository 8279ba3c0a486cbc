// Tags as words: how one is written, and by what two are the same; free of zod for the browser.

/** In lower case, without a hash before it and with single gaps; accents stay. */
export function tagName(word: string): string {
  const plain = word.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  return plain.replace(/^#\s*(?=.)/u, '')
}

/**
 * The last part of a tag's address; two tags with the same one are the same. Accents of letters are left out of it, and `@` stays, so that
 * somebody's name never falls together with a plain word. A word of signs alone gives the numbers of its signs.
 */
export function tagSlug(word: string): string {
  const words = tagName(word)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .match(/[\p{L}\p{M}\p{N}@]+/gu)
  return words ? words.join('-') : [...tagName(word)].map(sign => sign.codePointAt(0)!.toString(16)).join('-')
}
