// Whole pages as guests get them: those of one language and way of reading all get the same, so a page is drawn, tagged and compressed once
// for everything that it shows, and never for members.
import type { Request, Response } from 'express'
import { type Ready, readyOf, sendReady } from '../http/ready.ts'
import { kept } from '../kept.ts'

/** Bytes of pages and characters of what they show, at most. */
const mostKept = 24_000_000

export function pagesRemembered() {
  const pages = kept<Ready>(mostKept)

  /** `shown` is everything that bears on the page; it is the key, so that nothing can be out of date. */
  return function send(req: Request, res: Response, shown: string, draw: () => string) {
    let ready = pages.get(shown)
    if (!ready) {
      ready = readyOf(draw())
      // Twice the page: what is compressed comes later.
      pages.set(shown, ready, shown.length + 2 * ready.plain.length)
    }
    sendReady(req, res.type('html'), ready)
  }
}
