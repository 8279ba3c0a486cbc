// The one Markdown parser: no HTML, no pictures from elsewhere, few kinds of links, bounded depth.
import MarkdownIt from 'markdown-it'
import { boundParser, levelsMax } from './bounds.ts'
import { keepEscapedAt, renderEscapedAt } from './escaped-at.ts'
import { isLinkable, settleLinks } from './links.ts'
import { renderMention } from './mentions.ts'
import { lowerHeadings, nameColumns } from './structure.ts'

export const parser = createParser()

function createParser() {
  const md = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false, maxNesting: levelsMax })
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, maxLength: 2_000 }).add('ftp:', null).add('//', null)
  // Addresses with `://` are linked while the text is parsed; this second pass would only find those that were left as text on purpose.
  md.core.ruler.disable('linkify')
  md.validateLink = isLinkable
  boundParser(md)
  md.core.ruler.before('text_join', 'escaped_at', keepEscapedAt)
  md.core.ruler.push('links', settleLinks)
  md.core.ruler.push('headings', lowerHeadings)
  md.core.ruler.push('columns', nameColumns)
  md.renderer.rules.escaped_at = renderEscapedAt
  md.renderer.rules.mention = renderMention
  return md
}
