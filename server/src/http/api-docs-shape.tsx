// A JSON schema in words: its type in a line, its fields as a list, named shapes as links.
import { componentPath, type JsonSchema } from './openapi-shapes.ts'

export function shapeAnchor(name: string) {
  return `shape-${name}`
}

export function Code({ text }: { text: string }) {
  return <code>{text}</code>
}

/** Plain words in which `code` is marked. */
export function Words({ text }: { text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <Code key={index} text={part} /> : part))}</>
}

/** The type in a line, with the fields below it where there are any. */
export function Shape({ schema }: { schema: JsonSchema }) {
  return (
    <>
      <p>
        <Type schema={schema} />
        {schema.description && (
          <>
            : <Words text={schema.description} />
          </>
        )}
      </p>
      <Fields schema={schema} />
    </>
  )
}

export function Type({ schema }: { schema: JsonSchema }) {
  if (schema.$ref) return <Reference name={schema.$ref.replace(componentPath, '')} fallback={schema.default} />
  return <>{typeOf(schema).map((part, index) => (typeof part === 'string' ? part : <Type key={index} schema={part} />))}</>
}

function Reference({ name, fallback }: { name: string; fallback: unknown }) {
  return (
    <>
      <a href={`#${shapeAnchor(name)}`}>{name}</a>
      {fallback !== undefined && `, ${JSON.stringify(fallback)} when left out`}
    </>
  )
}

function Fields({ schema }: { schema: JsonSchema }) {
  const inner = innerOf(schema)
  if (inner) return <Fields schema={inner} />
  if (!schema.properties) return <Variants schemas={variantsOf(schema).filter(each => each.properties)} />
  return (
    <ul>
      {Object.entries(schema.properties).map(([name, field]) => (
        <li key={name}>
          <Code text={name} />
          {!schema.required?.includes(name) && ' (may be left out)'}: <Type schema={field} />
          {field.description && (
            <>
              . <Words text={field.description} />
            </>
          )}
          <Fields schema={field} />
        </li>
      ))}
    </ul>
  )
}

function Variants({ schemas }: { schemas: JsonSchema[] }) {
  if (schemas.length === 0) return null
  if (schemas.length === 1) return <Fields schema={schemas[0]!} />
  return (
    <ol>
      {schemas.map((schema, index) => (
        <li key={index}>
          <Type schema={schema} />
          <Fields schema={schema} />
        </li>
      ))}
    </ol>
  )
}

function innerOf(schema: JsonSchema) {
  return schema.type === 'array' ? schema.items : undefined
}

function variantsOf(schema: JsonSchema) {
  return schema.anyOf ?? schema.oneOf ?? []
}

/** Parts of a sentence: words, and schemas that are put in words in their turn. */
function typeOf(schema: JsonSchema): (string | JsonSchema)[] {
  return [...kindOf(schema), ...(schema.default === undefined ? [] : [`, ${JSON.stringify(schema.default)} when left out`])]
}

function kindOf(schema: JsonSchema): (string | JsonSchema)[] {
  if (schema.const !== undefined) return [`always ${JSON.stringify(schema.const)}`]
  if (schema.enum) return [schema.enum.map(value => JSON.stringify(value)).join(' or ')]
  if (variantsOf(schema).length > 0) return areAllPlain(variantsOf(schema)) ? ['one of these'] : joined(variantsOf(schema))
  if (schema.type === 'array')
    return [`a list${schema.maxItems === undefined ? '' : ` (${schema.maxItems} at most)`} of `, schema.items ?? {}]
  return [
    [schema.type ?? 'anything']
      .flat()
      .map(type => named(type, schema))
      .join(' or '),
  ]
}

/** Objects without a name differ only in their fields. */
function areAllPlain(schemas: JsonSchema[]) {
  return schemas.every(schema => schema.properties)
}

function joined(schemas: JsonSchema[]) {
  return schemas.flatMap((schema, index) => (index === 0 ? [schema] : [' or ', schema]))
}

function named(type: string, schema: JsonSchema): string {
  if (type === 'integer') return `a whole number${range(schema)}`
  if (type === 'boolean') return 'true or false'
  if (type === 'null') return 'null'
  if (type === 'object') return 'an object'
  if (type !== 'string') return type
  if (schema.format === 'date-time') return 'a time'
  return `text${counted(schema.minLength, schema.maxLength, ' characters')}${schema.pattern ? ` that matches ${schema.pattern}` : ''}`
}

function range({ minimum, maximum }: JsonSchema) {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return `, ${minimum} at least`
  return maximum === undefined ? '' : `, ${maximum} at most`
}

function counted(min: number | undefined, max: number | undefined, unit: string) {
  if (max === undefined) return min === undefined ? '' : ` of ${min}${unit} at least`
  return min === undefined ? ` of ${max}${unit} at most` : ` of ${min} to ${max}${unit}`
}
