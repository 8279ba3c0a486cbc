// Reads rendered HTML as a browser would, and names everything in it that the allow-list does not hold.
import { Window } from 'happy-dom'
import { allowed } from '../../server/src/markdown/sanitise.ts'

const window = new Window({ settings: { disableJavaScriptEvaluation: true } })

/** Attributes that `writeMentions` adds for members. */
const ofMentions = { a: ['class'] }

export function documentOf(html: string) {
  const { document } = window
  document.body.innerHTML = html
  return document.body
}

/** One line for each fault; `withMentions` also takes the links that mentions become. */
export function faultsOf(html: string, { withMentions = false } = {}): string[] {
  return [...documentOf(html).querySelectorAll('*')].flatMap(element => {
    const tag = element.tagName.toLowerCase()
    if (!Object.hasOwn(allowed, tag)) return [`<${tag}>`]
    const names = [...allowed[tag]!, ...(withMentions && tag === 'a' ? ofMentions.a : [])]
    const attributes = [...element.attributes].filter(({ name }) => !names.includes(name)).map(({ name }) => `<${tag} ${name}>`)
    const href = element.getAttribute('href')
    return href !== null && !isHarmless(href) ? [...attributes, `href ${href}`] : attributes
  })
}

/** What the browser would follow, read by its own rules; it follows nothing that it cannot read. */
function isHarmless(href: string) {
  if (!URL.canParse(href, 'https://here.example')) return true
  return ['http:', 'https:', 'mailto:'].includes(new URL(href, 'https://here.example').protocol)
}
