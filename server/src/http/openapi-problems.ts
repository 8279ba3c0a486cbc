// The refusals in OpenAPI: one answer for each status, made from the table of problems, and which of them a call can give.
import type { Call } from '@hearth/shared/contract'
import { type ProblemCode, problems } from '@hearth/shared/problems'
import { z } from 'zod'
import type { Answer } from './openapi.ts'
import { componentPath, type JsonSchema } from './openapi-shapes.ts'

const codes = Object.keys(problems) as ProblemCode[]
const fault = z.object({ pointer: z.string(), code: z.string(), message: z.string() })

/** The shape of `ProblemJson`; a test holds the two together. */
export const problemShape = z.object({
  type: z.string().meta({ description: 'The address of the words about this code' }),
  code: z.enum(codes),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string().optional().meta({ description: 'The id of the request in the log' }),
  errors: z
    .array(fault)
    .optional()
    .meta({ description: 'Every fault; `pointer` is a JSON pointer into the body, or `?name` of the query' }),
  link: z.string().optional().meta({ description: 'Where the thing stands that was already sent, or the right address' }),
  retryAfter: z.int().optional().meta({ description: 'Seconds to wait' }),
})

export function problemSchema(): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(problemShape) as JsonSchema & { $schema?: string }
  return schema
}

function codesOf(status: number): ProblemCode[] {
  return codes.filter(code => problems[code][0] === status)
}

/** `problem-404` and so on, and `problem` for any. */
export function problemResponses(): Record<string, Answer> {
  const statuses = [...new Set(codes.map(code => problems[code][0]))].sort()
  const told = (status: number) => codesOf(status).map(code => `\`${code}\`: ${problems[code][1]}.`)
  return {
    ...Object.fromEntries(statuses.map(status => [`problem-${status}`, answer(told(status).join(' '))])),
    problem: answer('Any other problem.'),
  }
}

function answer(description: string): Answer {
  return { description, content: { 'application/problem+json': { schema: { $ref: `${componentPath}Problem` } } } }
}

/** What follows from the shape of a call; which rule of the community refuses it is told by the `code`. */
export function responsesFor(key: string, { open, query, body }: Call): Record<string, Answer> {
  const changes = !key.startsWith('GET ')
  const statuses = [
    ...(body ? [400, 413, 415] : []),
    ...(open ? [] : [401]),
    ...(changes || !open ? [403] : []),
    ...(key.includes(':') ? [404] : []),
    ...(changes ? [409] : []),
    ...(body || query ? [422] : []),
    ...[429, 500, 503],
  ]
  const known = statuses.map((status): [string, Answer] => [String(status), { $ref: `#/components/responses/problem-${status}` }])
  return { ...Object.fromEntries(known), default: { $ref: '#/components/responses/problem' } }
}
