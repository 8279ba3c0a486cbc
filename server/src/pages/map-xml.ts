// The few words of XML that a map of the site is made of.
import { escaped } from '../feeds/index.ts'

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>'

export function urlElement(address: string, changed?: Date) {
  const at = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''
  return `<url><loc>${escaped(encodeURI(address))}</loc>${at}</url>\n`
}
