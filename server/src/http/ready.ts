// An answer that many get alike: its bytes and its tag are made once, and compressed when somebody first asks for that.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'

/** `bytes`: one character for each byte, since Node writes such a text together with the headers and a buffer apart from them. */
export type Ready = { bytes: string; etag: string; gzip: Buffer | null }

/** Below this many bytes compression gains nothing. */
const leastToCompress = 1_024

export function readyOf(text: string): Ready {
  const bytes = bytesOf(text)
  return { bytes, etag: `W/"${createHash('sha256').update(text).digest('base64url')}"`, gzip: null }
}

export function bytesOf(text: string) {
  return Buffer.from(text).toString('latin1')
}

/** The type must be set. */
export function sendBytes(res: Response, bytes: string) {
  res.setHeader('Content-Length', bytes.length)
  res.end(bytes, 'latin1')
}

/** The type must be set; answers 304 to whoever has it already. */
export function sendReady(req: Request, res: Response, ready: Ready) {
  res.setHeader('ETag', ready.etag)
  if (req.fresh) {
    res.removeHeader('Content-Type')
    return void res.status(304).end()
  }
  const zip = ready.bytes.length >= leastToCompress && req.acceptsEncodings('gzip', 'identity') === 'gzip'
  if (!zip) return sendBytes(res, ready.bytes)
  ready.gzip ??= gzipSync(Buffer.from(ready.bytes, 'latin1'))
  res.set('Content-Encoding', 'gzip').send(ready.gzip)
}
