// Readable addresses: the words of a title in lower case, parted by hyphens.
import { maskAllHandles } from '../markdown/index.ts'

const longest = 80

/** Last words of addresses that are forms; a title of just such a word gets a hyphen. */
const reserved = new Set([
  'compose',
  'edit',
  'history',
  'lock',
  'move',
  'pin',
  'position',
  'print',
  'remove',
  'replies',
  'restore',
  'topics',
])

/** Letters and digits of any script stay; a title without any gives `-`. Addresses are public, so handles stay out of them. */
export function slugOf(title: string): string {
  const words = maskAllHandles(title)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  const slug = (words ?? []).join('-')
  if (reserved.has(slug)) return `${slug}-`
  return slug.length > longest ? slug.slice(0, longest).replace(/-[^-]*$/, '') : slug || '-'
}
