// The last gate before HTML is stored: an allow-list that holds even if the parser before it had a fault.
import sanitizeHtml from 'sanitize-html'

/** What may be in stored HTML: tag -> its attributes. Tests check the answers against this same list. */
export const allowed: Record<string, string[]> = {
  p: [],
  br: [],
  hr: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  em: [],
  strong: [],
  s: [],
  code: [],
  pre: [],
  blockquote: [],
  ul: [],
  ol: ['start'],
  li: [],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  th: ['scope'],
  td: [],
  a: ['href', 'rel'],
}

/** Deeper tags are dropped and their words kept; browsers have trouble with hundreds. */
const depthMax = 50

export function sanitise(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: Object.keys(allowed),
    allowedAttributes: allowed,
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: depthMax,
  })
}
