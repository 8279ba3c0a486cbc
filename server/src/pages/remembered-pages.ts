// Whole pages as they were drawn: whoever asks again for exactly the same gets the same bytes. What guests get is tagged and compressed once;
// a page with a form gets a new id for its form each time.
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { bytesOf, type Ready, readyOf, sendBytes, sendReady } from '../http/ready.ts'
import { zipped } from '../http/zipped.ts'
import { kept } from '../kept.ts'

/** Bytes of pages and characters of what they show, at most. */
const mostKept = 32_000_000

/** Stands where a form's new id will be; nobody ever sees it, so no text can hold it. */
export const placeOfId = randomUUID()

export function pagesRemembered() {
  const pages = kept<Ready>(mostKept / 2)
  const forms = kept<string[]>(mostKept / 2)

  /** `shown` is everything that bears on the page; it is the key, so that nothing can be out of date. */
  function send(req: Request, res: Response, shown: string, draw: () => string) {
    let ready = pages.get(shown)
    if (!ready) {
      ready = readyOf(draw())
      // Twice the page: what is compressed comes later.
      pages.set(shown, ready, shown.length + 2 * ready.bytes.length)
    }
    sendReady(req, res.type('html'), ready)
  }

  /** Such a page carries no tag: a browser that kept it would send an id a second time. */
  function sendForm(req: Request, res: Response, shown: string, freshId: string, draw: () => string) {
    let parts = forms.get(shown)
    if (!parts) {
      const bytes = bytesOf(draw())
      parts = bytes.split(placeOfId)
      forms.set(shown, parts, shown.length + bytes.length)
    }
    const bytes = parts.join(freshId)
    zipped(req, res, () => sendBytes(res.type('html'), bytes))
  }
  return { send, sendForm }
}
