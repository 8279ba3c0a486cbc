// Schemas of the contract as JSON Schema: those with a name are told once, under that name.
import { id } from '@hearth/shared/id'
import { z } from 'zod'

export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
}
type Direction = 'input' | 'output'
export type Shapes = {
  /** What a caller sends. */
  input(schema: z.ZodType): JsonSchema
  /** What a caller gets. */
  output(schema: z.ZodType): JsonSchema
  id(): JsonSchema
  named(): Record<string, JsonSchema>
}

export const componentPath = '#/components/schemas/'

export function shapesOf(): Shapes {
  const named: Record<string, JsonSchema> = {}

  function shape(schema: z.ZodType, io: Direction): JsonSchema {
    // Within another schema also the outermost name becomes a reference.
    const { $defs = {}, properties } = z.toJSONSchema(z.object({ it: schema }), { io, override: tidy }) as JsonSchema & {
      $defs?: Record<string, JsonSchema>
    }
    const names = new Map(Object.keys($defs).map(name => [name, nameFor(name, resolved($defs[name]!, new Map()), io)]))
    for (const [name, definition] of Object.entries($defs)) named[names.get(name)!] = resolved(definition, names)
    return resolved(properties!.it!, names)
  }

  /** A schema whose input differs from its output has two names. */
  function nameFor(name: string, definition: JsonSchema, io: Direction) {
    const known = named[name]
    return known === undefined || same(known, definition) ? name : `${name}${io === 'input' ? 'Input' : 'Output'}`
  }

  return {
    input: schema => shape(schema, 'input'),
    output: schema => shape(schema, 'output'),
    id: () => shape(id, 'input'),
    named: () => Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** Points every reference to where OpenAPI keeps named schemas. */
function resolved(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key !== '$ref' || typeof value !== 'string') return value
    const name = value.replace('#/$defs/', '')
    return componentPath + (names.get(name) ?? name)
  })
}

function same(one: JsonSchema, other: JsonSchema) {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Leaves out what says nothing: the bounds of whole numbers in JavaScript, and the pattern of a time beside its format. */
function tidy({ jsonSchema }: { jsonSchema: Record<string, unknown> }) {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
}
