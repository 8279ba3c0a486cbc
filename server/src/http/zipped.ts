// Compression of what is made for one answer alone; what many get alike is compressed once (`ready.ts`), and files ahead of time.
import compression from 'compression'
import type { Request, Response } from 'express'

const compress = compression()

/** `send` writes the answer, which is compressed where the browser takes that and it gains something. */
export function zipped(req: Request, res: Response, send: () => void) {
  compress(req, res, send)
}
