// Parts of pages whose HTML follows from what they are given alone are drawn once and remembered under exactly that: a part is never
// older than its page, and readers share what is the same for them and nothing else.
import { type Reader, ReaderContext } from '@hearth/client/pages'
import { options, type VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import { renderToString } from 'preact-render-to-string'
import { kept } from '../kept.ts'
import { keyOf } from './key-of.ts'

/** By the name of the component; what it is given must be plain data, and no context but the reader's may bear on it. */
const plainParts = new Set(['Post', 'TopBar', 'Footer', 'TopicList', 'SpaceLinks', 'SpaceRules'])
/** Characters of remembered parts and of what they were given, at most. */
const mostKept = 16_000_000

/** Preact asks this before it draws each node; its types leave it out. */
type BeforeDiff = { __b?: (node: VNode) => void }

/** Draws pages from remembered parts; one of it serves the whole process. */
export function partsRemembered() {
  const parts = kept<string>(mostKept)
  const hooks = options as BeforeDiff
  const before = hooks.__b
  let reader: Reader | null = null
  hooks.__b = node => {
    before?.(node)
    if (reader && typeof node.type === 'function' && plainParts.has(node.type.name)) replace(node, node.type.name, reader)
  }

  function replace(node: VNode, name: string, { lang, timeZone }: Reader) {
    const key = `${name} ${lang} ${timeZone}${keyOf(node.props)}`
    let html = parts.get(key)
    if (html === undefined) {
      html = drawApart(node)
      parts.set(key, html, key.length + html.length)
    }
    const raw = jsxTemplate([html])
    Object.assign(node, { type: raw.type, props: raw.props })
  }

  function drawApart({ type, props }: VNode): string {
    const [whole, Part] = [reader!, type as (props: object) => VNode]
    reader = null
    try {
      return renderToString(
        <ReaderContext.Provider value={whole}>
          <Part {...props} />
        </ReaderContext.Provider>,
      )
    } finally {
      reader = whole
    }
  }

  return function draw(page: VNode, as: Reader): string {
    reader = as
    try {
      return renderToString(page)
    } finally {
      reader = null
    }
  }
}
