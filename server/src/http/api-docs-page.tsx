// The API for people to read: a page without script, a section for each noun, every shape and every problem with an address.
import { problems } from '@hearth/shared/problems'
import { Fragment } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Code, Shape, shapeAnchor, Type, Words } from './api-docs-shape.tsx'
import type { Answer, OpenApi, Operation, Parameter } from './openapi.ts'

type Call = { method: string; path: string; operation: Operation }

export function renderApiDocs(api: OpenApi, css: string[]): string {
  return `<!doctype html>${renderToString(<Page api={api} css={css} />)}`
}

function Page({ api, css }: { api: OpenApi; css: string[] }) {
  const title = `${api.info.title}: API`
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        {css.map(href => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <main id="main" class="shell legible" tabindex={-1}>
          <Introduction api={api} title={title} />
          {api.tags.map(({ name }) => (
            <Section key={name} name={name} calls={callsOf(api, name)} />
          ))}
          <Shapes api={api} />
          <Problems />
        </main>
      </body>
    </html>
  )
}

function Introduction({ api, title }: { api: OpenApi; title: string }) {
  return (
    <>
      <h1>{title}</h1>
      <p class="meta">Version {api.info.version}</p>
      {api.info.description.split('\n\n').map(paragraph => (
        <p key={paragraph}>
          <Words text={paragraph} />
        </p>
      ))}
      <p>
        The same for programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. <a href="/">Back to the community</a>.
      </p>
      <nav aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ul>
          {[...api.tags.map(tag => tag.name), 'Shapes', 'Problems'].map(name => (
            <li key={name}>
              <a href={`#${sectionAnchor(name)}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

function Section({ name, calls }: { name: string; calls: Call[] }) {
  return (
    <section aria-labelledby={sectionAnchor(name)}>
      <h2 id={sectionAnchor(name)}>{name}</h2>
      {calls.map(call => (
        <CallDocs key={call.operation.operationId} call={call} />
      ))}
    </section>
  )
}

function CallDocs({ call: { method, path, operation } }: { call: Call }) {
  const body = operation.requestBody?.content['application/json'].schema
  const open = operation.security.some(way => Object.keys(way).length === 0)
  return (
    <article id={operation.operationId}>
      <h3>
        <Code text={`${method.toUpperCase()} ${path}`} />
      </h3>
      <p>
        <Words text={operation.summary} />. <span class="meta">{open ? 'Anybody may ask, guests too.' : 'For members.'}</span>
      </p>
      {operation.parameters && <Parameters parameters={operation.parameters} />}
      {body && (
        <>
          <h4>Body</h4>
          <Shape schema={body} />
        </>
      )}
      <h4>Answers</h4>
      <Answers responses={operation.responses} />
    </article>
  )
}

function Parameters({ parameters }: { parameters: Parameter[] }) {
  return (
    <>
      <h4>Parameters</h4>
      <ul>
        {parameters.map(({ name, in: where, required, schema, description }) => (
          <li key={name}>
            <Code text={name} /> ({where === 'path' ? 'in the path' : required ? 'in the query' : 'in the query, may be left out'}):{' '}
            <Type schema={schema} />
            {description && (
              <>
                . <Words text={description} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Problems by status lead to their codes; the same list under every call would hide what differs. */
function Answers({ responses }: { responses: Record<string, Answer> }) {
  const entries = Object.entries(responses)
  const refusals = entries.filter(([status, answer]) => '$ref' in answer && status !== 'default').map(([status]) => status)
  return (
    <>
      {entries.map(([status, answer]) => '$ref' in answer || <Success key={status} status={status} answer={answer} />)}
      <p>
        Problems:{' '}
        {refusals.map((status, index) => (
          <Fragment key={status}>
            {index > 0 && ', '}
            <a href={`#status-${status}`}>{status}</a>
          </Fragment>
        ))}
      </p>
    </>
  )
}

function Success({ status, answer }: { status: string; answer: Exclude<Answer, { $ref: string }> }) {
  const schema = answer.content?.['application/json']?.schema
  return (
    <>
      <p>
        <strong>{status}</strong> {answer.description}
      </p>
      {schema && <Shape schema={schema} />}
    </>
  )
}

function Shapes({ api }: { api: OpenApi }) {
  return (
    <section aria-labelledby={sectionAnchor('Shapes')}>
      <h2 id={sectionAnchor('Shapes')}>Shapes</h2>
      {Object.entries(api.components.schemas).map(([name, schema]) => (
        <article key={name}>
          <h3 id={shapeAnchor(name)}>{name}</h3>
          <Shape schema={schema} />
        </article>
      ))}
    </section>
  )
}

/** The `type` of every problem leads here. */
function Problems() {
  const byStatus = new Map<number, [code: string, title: string][]>()
  for (const [code, [status, title]] of Object.entries(problems)) byStatus.set(status, [...(byStatus.get(status) ?? []), [code, title]])
  return (
    <section aria-labelledby={sectionAnchor('Problems')}>
      <h2 id={sectionAnchor('Problems')}>Problems</h2>
      {[...byStatus]
        .sort(([a], [b]) => a - b)
        .map(([status, codes]) => (
          <article key={status}>
            <h3 id={`status-${status}`}>{status}</h3>
            <dl>
              {codes.map(([code, title]) => (
                <Fragment key={code}>
                  <dt id={code}>
                    <Code text={code} />
                  </dt>
                  <dd>{title}.</dd>
                </Fragment>
              ))}
            </dl>
          </article>
        ))}
    </section>
  )
}

function callsOf(api: OpenApi, tag: string): Call[] {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => (operation.tags.includes(tag) ? [{ method, path, operation }] : [])),
  )
}

/** Apart from the codes of problems, which are anchors by their bare name. */
function sectionAnchor(name: string) {
  return `section-${name.toLowerCase().replaceAll(' ', '-')}`
}
