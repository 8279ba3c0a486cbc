// The headers that every answer carries: a strict content policy, same-origin referrers, nothing cached where it is not one's own.
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** `no-referrer` would make browsers send `Origin: null` with forms, so it is `same-origin`. */
export function securityHeaders({ https }: { https: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xPoweredBy: false,
  })
}

/** What depends on who asks is never kept by others; what is said in a room is kept nowhere. */
export const ownAnswers: RequestHandler = (req, res, next) => {
  res.setHeader('Cache-Control', req.path.startsWith('/api/sessions/') ? 'no-store' : 'private, no-cache')
  // Pages alone are in the language that the browser asks for; what programs get is the same in all.
  res.setHeader('Vary', `Cookie, Authorization, Accept-Encoding${req.path.startsWith('/api/') ? '' : ', Accept-Language'}`)
  next()
}
