// A refusal that people may read: thrown anywhere, written by one handler as RFC 9457.
import { type Fault, type ProblemCode, type ProblemJson, problems } from '@hearth/shared/problems'
import type { ZodError } from 'zod'

type Details = { detail?: string; errors?: Fault[]; link?: string; retryAfter?: number; cause?: unknown }

export class Problem extends Error {
  readonly code: ProblemCode
  readonly details: Omit<Details, 'cause'>

  constructor(code: ProblemCode, { cause, ...details }: Details = {}) {
    super(problems[code][1], cause === undefined ? undefined : { cause })
    this.name = 'Problem'
    this.code = code
    this.details = details
  }

  get status() {
    return problems[this.code][0]
  }
}

/** What a caller gets. A 5xx tells only its `instance`, which is the request's id in the log. */
export function problemJson(problem: Problem, instance?: string): ProblemJson {
  const [status, title] = problems[problem.code]
  const told = status >= 500 ? { ...(problem.details.retryAfter ? { retryAfter: problem.details.retryAfter } : {}) } : problem.details
  return { type: `/api/docs#${problem.code}`, code: problem.code, title, status, ...told, ...(instance ? { instance } : {}) }
}

/** All faults of what was sent, not the first. `where` is `''` for a body, `?` for a query. */
export function invalidInput(error: ZodError, where: '' | '?' = ''): Problem {
  const errors = error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({ pointer: pointer(where, [...issue.path, key]), code: 'unknown', message: 'is not known here' }))
      : [{ pointer: pointer(where, issue.path), code: faultCode(issue), message: issue.message }],
  )
  return new Problem('invalid-input', { errors })
}

function pointer(where: '' | '?', path: PropertyKey[]) {
  const steps = path.map(step => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))
  return where === '?' ? `?${steps.join('/')}` : `/${steps.join('/')}`
}

/** Of the one thing that is wrong: zod's own code where it says enough, else `required`, `too-low`, `too-high` or what the contract calls it. */
function faultCode(issue: ZodError['issues'][number]) {
  if (issue.code === 'custom' && issue.params?.code) return String(issue.params.code)
  // The input is not in the issue, for it may be a password; only the message tells whether there was one.
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'required'
  if (issue.code === 'too_small' && issue.origin === 'number') return 'too-low'
  if (issue.code === 'too_big' && issue.origin === 'number') return 'too-high'
  if (issue.code === 'too_small' && issue.minimum === 1) return 'required'
  return issue.code.replaceAll('_', '-')
}
