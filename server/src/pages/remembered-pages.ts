// Whole pages as they were drawn: whoever asks again for exactly the same gets the same bytes. What guests get is tagged and compressed once;
// a page with a form gets a new id for its form each time.
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { type Ready, readyOf, sendReady } from '../http/ready.ts'
import { kept } from '../kept.ts'

/** Bytes of pages and characters of what they show, at most. */
const mostKept = 32_000_000

/** Stands where a form's new id will be; nobody ever sees it, so no text can hold it. */
export const placeOfId = randomUUID()

type Drawn = { bytes: Buffer; places: number[] }

export function pagesRemembered() {
  const pages = kept<Ready>(mostKept / 2)
  const forms = kept<Drawn>(mostKept / 2)

  /** `shown` is everything that bears on the page; it is the key, so that nothing can be out of date. */
  function send(req: Request, res: Response, shown: string, draw: () => string) {
    let ready = pages.get(shown)
    if (!ready) {
      ready = readyOf(draw())
      // Twice the page: what is compressed comes later.
      pages.set(shown, ready, shown.length + 2 * ready.plain.length)
    }
    sendReady(req, res.type('html'), ready)
  }

  /** Such a page carries no tag: a browser that kept it would send an id a second time. */
  function sendForm(res: Response, shown: string, freshId: string, draw: () => string) {
    let drawn = forms.get(shown)
    if (!drawn) {
      drawn = drawnFrom(draw())
      forms.set(shown, drawn, shown.length + drawn.bytes.length)
    }
    const bytes = Buffer.from(drawn.bytes)
    for (const place of drawn.places) bytes.write(freshId, place, 'latin1')
    res.type('html').set('Content-Length', String(bytes.length)).end(bytes)
  }
  return { send, sendForm }
}

function drawnFrom(html: string): Drawn {
  const bytes = Buffer.from(html)
  const places: number[] = []
  for (let at = bytes.indexOf(placeOfId); at >= 0; at = bytes.indexOf(placeOfId, at + 1)) places.push(at)
  return { bytes, places }
}
