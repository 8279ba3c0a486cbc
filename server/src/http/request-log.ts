// One line per request: its id, method, the route's pattern and never its URL, status, and milliseconds.
import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import type { Log } from '../log.ts'

export function requestLog(log: Log): RequestHandler {
  return (req, res, next) => {
    const started = performance.now()
    res.locals.requestId = randomUUID()
    res.on('close', () => {
      const line = {
        id: res.locals.requestId,
        method: req.method,
        route: pattern(req),
        status: res.statusCode,
        ms: Math.round(performance.now() - started),
      }
      log.info(res.writableFinished ? line : { ...line, cut: true }, 'request')
    })
    next()
  }
}

/** Titles, handles and searches are in URLs, so only the pattern is told; what no route took is `-`. */
function pattern(req: Request): string {
  return typeof req.route?.path === 'string' ? req.route.path : '-'
}
