// OpenAPI 3.1, made from the contract: what is written once there is told here, and nothing is told that is not there.
import type { Call } from '@hearth/shared/contract'
import { problemResponses, problemSchema, responsesFor } from './openapi-problems.ts'
import { type JsonSchema, type Shapes, shapesOf } from './openapi-shapes.ts'

export type Contract = Readonly<Record<string, Call>>
/** `url`: where the API is, without `/api` and without a slash at the end. */
export type About = { title: string; version: string; url: string }
export type Parameter = { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema; description?: string }
export type Answer = { $ref: string } | { description: string; content?: Record<string, { schema: JsonSchema }> }
export type Operation = {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, never[]>[]
  parameters?: Parameter[]
  requestBody?: { required: boolean; content: { 'application/json': { schema: JsonSchema } } }
  responses: Record<string, Answer>
}
export type OpenApi = {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, Answer>; securitySchemes: Record<string, object> }
}

/** The sections of the documentation, in order: a noun in the path -> its section; the last noun counts. Other calls are told by their first word. */
const sections: Record<string, string> = {
  health: 'Community',
  ready: 'Community',
  'crisis-lines': 'Community',
  accounts: 'Joining and signing in',
  'sign-in': 'Joining and signing in',
  'sign-out': 'Joining and signing in',
  recover: 'Joining and signing in',
  'reset-password': 'Joining and signing in',
  me: 'Own account',
  tokens: 'Own account',
  people: 'Members',
  members: 'Members',
  invitations: 'Members',
  spaces: 'Spaces',
  topics: 'Topics',
  positions: 'Topics',
  preview: 'Topics',
  replies: 'Replies',
  drafts: 'Drafts',
}

const description = [
  'Times are UTC, ISO 8601. Ids are random UUIDs (version 4); who creates a thing may choose its id, and sending the same id again answers the first result.',
  'Lists answer `{items, next}`: ask for `?after=<next>` until `next` is null.',
  'Every refusal is `application/problem+json` (RFC 9457) with a `code`. What the caller may not see answers `not-found`.',
].join('\n\n')

export function openApi(contract: Contract, { title, version, url }: About): OpenApi {
  const shapes = shapesOf()
  const paths: OpenApi['paths'] = {}
  for (const [key, call] of Object.entries(contract)) {
    const { method, path } = addressOf(key)
    paths[path] = { ...paths[path], [method]: operationOf(key, call, shapes) }
  }
  const tags = new Set(Object.values(paths).flatMap(path => Object.values(path).flatMap(each => each.tags)))
  return {
    openapi: '3.1.0',
    info: { title, version, description },
    servers: [{ url: url || '/' }],
    tags: inOrder(tags).map(name => ({ name })),
    paths,
    components: {
      responses: problemResponses(),
      schemas: { ...shapes.named(), Problem: problemSchema() },
      securitySchemes: securitySchemes(url),
    },
  }
}

/** `GET /api/topics/:topicId` -> the method and path as OpenAPI writes them. */
export function addressOf(key: string) {
  const [method = '', path = ''] = key.split(' ')
  return { method: method.toLowerCase(), path: path.replace(/:(\w+)/g, '{$1}') }
}

function operationOf(key: string, call: Call, shapes: Shapes): Operation {
  const parameters = [...pathParameters(key, shapes), ...queryParameters(call, shapes)]
  return {
    operationId: operationId(key),
    summary: call.summary,
    tags: [sectionOf(key)],
    security: [...(call.open ? [{}] : []), { cookie: [] }, { token: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(call.body ? { requestBody: bodyOf(call.body, shapes) } : {}),
    responses: { ...answers(call, shapes), ...responsesFor(key, call) },
  }
}

/** A body that may be left out is one that the contract takes as nothing. */
function bodyOf(body: NonNullable<Call['body']>, shapes: Shapes) {
  const required = !body.safeParse(undefined).success
  return { required, content: { 'application/json': { schema: shapes.input(body) } } }
}

/** `GET /api/spaces/:spaceId/topics` -> `getSpacesBySpaceIdTopics`: long, and never the same twice. */
function operationId(key: string) {
  const { method, path } = addressOf(key)
  const words = path
    .replace(/^\/api\//, '')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/[/-]/)
  return method + words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('')
}

function sectionOf(key: string) {
  const words = addressOf(key).path.split('/').slice(2)
  const noun = words.findLast(word => Object.hasOwn(sections, word))
  return noun === undefined ? words[0]![0]!.toUpperCase() + words[0]!.slice(1) : sections[noun]!
}

/** Known sections in their order, then others as they come. */
function inOrder(used: ReadonlySet<string>) {
  return [...new Set([...Object.values(sections), ...used])].filter(name => used.has(name))
}

function pathParameters(key: string, shapes: Shapes): Parameter[] {
  return [...key.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name: name!,
    in: 'path',
    required: true,
    schema: name!.endsWith('Id') ? shapes.id() : { type: 'string' },
  }))
}

function queryParameters({ query }: Call, shapes: Shapes): Parameter[] {
  if (!query) return []
  const { properties = {}, required = [] } = shapes.input(query)
  return Object.entries(properties).map(([name, { description: told, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
    ...(told ? { description: told } : {}),
  }))
}

function answers(call: Call, shapes: Shapes): Record<string, Answer> {
  const status = call.status ?? 200
  if (status === 204) return { 204: { description: 'Done; there is nothing to tell.' } }
  const content = { 'application/json': { schema: shapes.output(call.returns) } }
  // A repeat is known by its author, so calls that guests may make have none.
  const repeated = status === 201 && !call.open && call.body && 'id' in (shapes.input(call.body).properties ?? {})
  return {
    ...(repeated ? { 200: { description: 'The same was sent before: the first result.', content } } : {}),
    [status]: { description: status === 201 ? 'Made.' : 'The answer.', content },
  }
}

/** The cookie has another name where it is bound to https. */
function securitySchemes(url: string) {
  const name = url.startsWith('https:') ? '__Host-hearth' : 'hearth'
  return {
    cookie: {
      type: 'apiKey',
      in: 'cookie',
      name,
      description: 'A sign-in, as browsers have it; such calls must come from a page of this site.',
    },
    token: {
      type: 'http',
      scheme: 'bearer',
      description: 'An access token of a member, for reading or for writing; never for the account itself.',
    },
  }
}
