// Whole pages as guests get them: those of one language and way of reading all get the same, so a page is drawn, tagged and compressed once
// for everything that it shows, and never for members.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'
import { kept } from '../kept.ts'

type Ready = { plain: Buffer; etag: string; gzip: Buffer | null }

/** Bytes of pages and characters of what they show, at most. */
const mostKept = 24_000_000

export function pagesRemembered() {
  const pages = kept<Ready>(mostKept)

  /** `shown` is everything that bears on the page; it is the key, so that nothing can be out of date. */
  return function send(req: Request, res: Response, shown: string, draw: () => string) {
    let ready = pages.get(shown)
    if (!ready) {
      const plain = Buffer.from(draw())
      ready = { plain, etag: `W/"${createHash('sha256').update(plain).digest('base64url')}"`, gzip: null }
      // Twice the page: what is compressed comes later.
      pages.set(shown, ready, shown.length + 2 * plain.length)
    }
    res.type('html').set('ETag', ready.etag)
    if (req.acceptsEncodings('gzip', 'identity') !== 'gzip') return void res.send(ready.plain)
    ready.gzip ??= gzipSync(ready.plain)
    res.vary('Accept-Encoding').set('Content-Encoding', 'gzip').send(ready.gzip)
  }
}
