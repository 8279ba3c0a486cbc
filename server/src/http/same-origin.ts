// Refuses what another site makes a browser send: every request but GET and HEAD must come from a page of ours, or bring a token instead of a cookie.
import type { IncomingHttpHeaders } from 'node:http'
import type { RequestHandler } from 'express'
import { Problem } from '../problem.ts'

/** `Sec-Fetch-Site: same-origin`, else the exact Origin; `null` and absent are refused when a cookie is sent. */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  if (headers.authorization?.startsWith('Bearer ')) return true
  if (headers['sec-fetch-site'] === 'same-origin') return true
  if (headers.origin !== undefined) return headers.origin === new URL(publicUrl).origin
  return headers['sec-fetch-site'] === undefined && headers.cookie === undefined
}

export function sameOrigin(publicUrl: () => string): RequestHandler {
  return (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD' || isSameOrigin(req.headers, publicUrl())) next()
    else next(new Problem('wrong-origin'))
  }
}

/** When only this machine can reach the server, a name of elsewhere in `Host` is a page of elsewhere that rebinds its name. */
export function ownHost(loopbackOnly: boolean, isLoopback: (host: string) => boolean): RequestHandler {
  return (req, _res, next) => {
    const name = req.headers.host?.replace(/:\d+$/, '') ?? ''
    if (!loopbackOnly || isLoopback(name)) next()
    else next(new Problem('wrong-origin', { detail: 'Set PUBLIC_URL to serve this name.' }))
  }
}
