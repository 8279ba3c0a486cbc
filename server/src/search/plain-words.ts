// A post's words for readers and for the index. The index and guests get them without a handle in them; members see who is mentioned.
import { maskedText, type PlainText, textOf } from '../markdown/index.ts'
import { once } from '../posts/once.ts'
import type { Post } from '../posts/post.ts'
import { termOf } from './languages.ts'
import { wordsIn } from './words.ts'

type Written = Pick<Post, 'html' | 'lang'>
/** A text with its words in order, each as the term that it is stored as. */
export type Worded = PlainText & { words: { start: number; end: number; term: string }[] }

/** Terms in their order, parted by spaces. */
export function termsOf(text: string, lang: string): string {
  return wordsIn(text)
    .map(word => termOf(word.text, lang))
    .join(' ')
}

export function worded(plain: PlainText, lang: string): Worded {
  return { ...plain, words: wordsIn(plain.text).map(({ text, start, end }) => ({ start, end, term: termOf(text, lang) })) }
}

export const wordsForMembers = once((post: Written): Worded => worded(textOf(post.html), post.lang))
export const wordsForGuests = once((post: Written): Worded => worded(maskedText(textOf(post.html)), post.lang))
/** What is found by: the same for everybody, so that nobody finds a post by the handle of somebody in it. */
export function indexedText(post: Written): string {
  return maskedText(textOf(post.html)).text
}
