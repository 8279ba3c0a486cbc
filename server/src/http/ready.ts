// An answer that many get alike: its bytes and its tag are made once, and compressed when somebody first asks for that.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'

export type Ready = { plain: Buffer; etag: string; gzip: Buffer | null }

/** Below this many bytes compression gains nothing. */
const leastToCompress = 1_024

export function readyOf(text: string): Ready {
  const plain = Buffer.from(text)
  return { plain, etag: `W/"${createHash('sha256').update(plain).digest('base64url')}"`, gzip: null }
}

/** The type must be set; answers 304 to whoever has it already. */
export function sendReady(req: Request, res: Response, ready: Ready) {
  res.set('ETag', ready.etag)
  const zip = ready.plain.length >= leastToCompress && req.acceptsEncodings('gzip', 'identity') === 'gzip'
  if (!zip) return void res.send(ready.plain)
  ready.gzip ??= gzipSync(ready.plain)
  res.vary('Accept-Encoding').set('Content-Encoding', 'gzip').send(ready.gzip)
}
