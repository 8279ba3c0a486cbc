// Readable addresses: the words of a title in lower case, parted by hyphens.

const longest = 80

/** Last words of addresses that are forms; a title of just such a word gets a hyphen. */
const reserved = new Set(['compose', 'edit', 'history', 'lock', 'move', 'pin', 'position', 'remove', 'replies', 'restore', 'topics'])

/** Letters and digits of any script stay; a title without any gives `-`. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  const slug = (words ?? []).join('-')
  if (reserved.has(slug)) return `${slug}-`
  return slug.length > longest ? slug.slice(0, longest).replace(/-[^-]*$/, '') : slug || '-'
}
