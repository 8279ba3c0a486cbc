// The one place that turns what was thrown into an answer: problem JSON for the API, a page for people.
import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Log } from '../log.ts'
import { Problem, problemJson } from '../problem.ts'

export type ShowProblem = (problem: Problem, req: Request, res: Response) => Promise<void> | void

export function errorHandler(log: Log, showPage: ShowProblem): ErrorRequestHandler {
  return async (error, req, res, next) => {
    const problem = asProblem(error)
    if (problem.status >= 500) log.error({ id: res.locals.requestId, err: error }, 'failed')
    if (res.headersSent) return next(error)
    if (problem.details.retryAfter) res.set('Retry-After', String(problem.details.retryAfter))
    res.status(problem.status)
    if (!isApi(req)) return showPage(problem, req, res)
    sendProblem(res, problem)
  }
}

export function sendProblem(res: Response, problem: Problem) {
  res
    .status(problem.status)
    .type('application/problem+json')
    .set('Content-Language', 'en')
    .send(JSON.stringify(problemJson(problem, res.locals.requestId)))
}

export function isApi(req: Request) {
  return req.path === '/api' || req.path.startsWith('/api/')
}

/** What the body parser and the router throw has a `type` or `status` of its own. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { type, status } = (error ?? {}) as { type?: string; status?: number }
  if (type === 'entity.parse.failed') return new Problem('invalid-json')
  if (type === 'entity.too.large') return new Problem('too-large')
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return new Problem('unsupported-type')
  if (error instanceof URIError || status === 400) return new Problem('not-found')
  return new Problem('internal', { cause: error })
}
