// The first words of safe HTML as plain text, for whoever shows a link to it.

/** Characters, the ellipsis included. */
const longest = 200
/** Of HTML; enough for the first words, and little enough to be looked through for every page. */
const looked = 2_000

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

export function firstWords(html: string): string {
  const text = html
    .slice(0, looked)
    // A tag or a sign that was cut in two.
    .replace(/(<[^>]*|&\w*)$/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, sign: string) => signs[sign]!)
    .replace(/\s+/g, ' ')
    .trim()
  if (text.length <= longest) return text
  return `${text.slice(0, longest - 1).replace(/\s+\S*$|[\ud800-\udbff]$/, '')}…`
}
