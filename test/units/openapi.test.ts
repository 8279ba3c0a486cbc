// The API's description is true: it holds every call of the contract and no other, and it is sound as OpenAPI 3.1 and as a page.

import { apiDocsRoutes } from '@hearth/server/http/api-docs'
import { addressOf, type Contract, type OpenApi, type Operation, openApi } from '@hearth/server/http/openapi'
import { problemShape } from '@hearth/server/http/openapi-problems'
import { Problem, problemJson } from '@hearth/server/problem'
import { type Call, contract } from '@hearth/shared/contract'
import { type ProblemJson, problems } from '@hearth/shared/problems'
import express, { Router } from 'express'
import { Window } from 'happy-dom'
import request from 'supertest'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'

const calls: Contract = contract
const about = { title: 'Hearth', version: '1.2.3', url: 'https://community.example' }
const api = openApi(calls, about)

function operations(of: OpenApi) {
  return Object.entries(of.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
}
function operationFor(key: string): Operation | undefined {
  const { method, path } = addressOf(key)
  return api.paths[path]?.[method]
}

/** Every value under a key of this name, at any depth. */
function valuesOf(name: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [...(key === name ? [inner] : []), ...valuesOf(name, inner)])
}
function resolve(ref: string) {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((place, step) => (place as Record<string, unknown> | undefined)?.[step], api)
}

describe('the description and the contract', () => {
  it.each(Object.keys(calls))('%s is described', key => {
    expect(operationFor(key)).toBeDefined()
  })

  it('hold nothing that the other has not', () => {
    const described = operations(api).map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`)
    expect(described.sort()).toEqual(Object.keys(calls).sort())
  })

  it.each(Object.entries(calls))('%s tells who may ask, what goes in and what comes out', (key, call: Call) => {
    const operation = operationFor(key)!
    expect(operation.summary).toBe(call.summary)
    expect(operation.security.some(way => Object.keys(way).length === 0)).toBe(call.open ?? false)
    expect(operation.requestBody !== undefined).toBe(call.body !== undefined)
    expect(operation.responses[String(call.status ?? 200)]).toBeDefined()
    expect(Object.keys(operation.responses)).toContain('500')
  })
})

describe('the document', () => {
  it('is plain JSON with the parts that OpenAPI asks for', () => {
    expect(JSON.parse(JSON.stringify(api))).toEqual(api)
    expect(api.openapi).toBe('3.1.0')
    expect(api.info).toMatchObject({ title: 'Hearth', version: '1.2.3' })
    expect(api.servers).toEqual([{ url: 'https://community.example' }])
  })

  it('has no reference that leads nowhere, and none of JSON Schema alone', () => {
    const refs = valuesOf('$ref', api) as string[]
    expect(refs.length).toBeGreaterThan(100)
    for (const ref of refs) expect(resolve(ref), ref).toBeDefined()
    expect(JSON.stringify(api)).not.toContain('$defs')
    expect(JSON.stringify(api)).not.toContain('"$schema"')
  })

  it('names its components as OpenAPI allows, and uses each', () => {
    const used = new Set(valuesOf('$ref', api))
    for (const part of ['schemas', 'responses'] as const)
      for (const name of Object.keys(api.components[part])) {
        expect(name).toMatch(/^[\w.-]+$/)
        if (!name.startsWith('problem-')) expect(used, name).toContain(`#/components/${part}/${name}`)
      }
  })

  it('gives each operation an id and a section of its own', () => {
    const ids = operations(api).map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/)
    const known = api.tags.map(({ name }) => name)
    for (const { operation } of operations(api)) expect(known).toEqual(expect.arrayContaining(operation.tags))
  })

  it('declares every parameter of every path, and no other, as required', () => {
    for (const { path, operation } of operations(api)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = (operation.parameters ?? []).filter(parameter => parameter.in === 'path')
      expect(declared.map(({ name }) => name)).toEqual(inPath)
      expect(declared.every(({ required }) => required)).toBe(true)
      const names = (operation.parameters ?? []).map(parameter => `${parameter.in} ${parameter.name}`)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('knows the ways to sign in that it asks for', () => {
    for (const { operation } of operations(api))
      for (const way of operation.security.flatMap(Object.keys)) expect(Object.keys(api.components.securitySchemes)).toContain(way)
  })

  it('tells the name of the cookie, which is bound to https where there is https', () => {
    expect(api.components.securitySchemes.cookie).toMatchObject({ name: '__Host-hearth' })
    expect(openApi(calls, { ...about, url: 'http://127.0.0.1:3000' }).components.securitySchemes.cookie).toMatchObject({ name: 'hearth' })
  })

  it('tells what a query takes, with its bounds and what is meant when it is left out', () => {
    const limit = operationFor('GET /api/topics')?.parameters?.find(({ name }) => name === 'limit')
    expect(limit).toMatchObject({ in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } })
  })

  it('asks in a body only for what has no other value, and promises all in an answer', () => {
    const noted = z.object({ note: z.string().default('') })
    const described = openApi({ 'POST /api/notes': { body: noted, returns: noted, summary: 'Note' } }, about).paths['/api/notes']?.post
    expect(described?.requestBody?.content['application/json'].schema.required).toBeUndefined()
    expect(valuesOf('required', described?.responses)).toEqual([['note']])
  })

  it('gives a shape that is sent otherwise than it is answered two names', () => {
    const noted = z.object({ note: z.string().default('') }).meta({ id: 'NotedInTest' })
    const described = openApi({ 'POST /api/notes': { body: noted, returns: noted, summary: 'Note' } }, about)
    expect(Object.keys(described.components.schemas)).toEqual(expect.arrayContaining(['NotedInTest', 'NotedInTestOutput']))
  })

  it('tells of the repeat of what was sent before, where a member makes something with an id', () => {
    expect(operationFor('POST /api/spaces')?.responses['200']).toBeDefined()
    expect(operationFor('POST /api/accounts')?.responses['200']).toBeUndefined()
    expect(operationFor('POST /api/tokens')?.responses['200']).toBeUndefined()
  })

  it('has no body where there is nothing to tell', () => {
    expect(operationFor('POST /api/sign-out')?.responses['204']).toEqual({ description: expect.any(String) })
  })
})

describe('problems', () => {
  it('are described as they are sent', () => {
    expectTypeOf<z.infer<typeof problemShape>['code']>().toEqualTypeOf<ProblemJson['code']>()
    expectTypeOf<keyof z.infer<typeof problemShape>>().toEqualTypeOf<keyof ProblemJson>()
    const sent = problemJson(
      new Problem('invalid-input', { detail: 'x', errors: [{ pointer: '/a', code: 'required', message: 'm' }] }),
      'r',
    )
    expect(z.strictObject(problemShape.shape).parse(sent)).toEqual(sent)
  })

  it.each(Object.entries(problems))('%s stands under its status', (code, [status]) => {
    expect(JSON.stringify(api.components.responses[`problem-${status}`])).toContain(`\`${code}\``)
  })
})

describe('the page', () => {
  const router = Router()
  let url = ''
  apiDocsRoutes(router, { title: 'Hearth & <friends>', version: '1.2.3', url: () => url, css: ['/assets/a.css', '/assets/b.css'] })
  const server = request(express().use(router))
  const read = async () => {
    const { document } = new Window({ settings: { disableJavaScriptEvaluation: true, disableCSSFileLoading: true } })
    document.write((await server.get('/api/docs')).text)
    return document
  }

  it('and the document are served to anybody', async () => {
    url = 'http://first.example'
    const answer = await server.get('/api/openapi.json')
    expect(answer.headers['content-type']).toMatch('application/json')
    expect(answer.body).toEqual(openApi(calls, { title: 'Hearth & <friends>', version: '1.2.3', url }))
    expect((await server.get('/api/docs')).headers['content-type']).toMatch('text/html')
  })

  it('and the document know the address once it is known', async () => {
    url = 'http://second.example'
    expect((await server.get('/api/openapi.json')).body.servers).toEqual([{ url: 'http://second.example' }])
  })

  it('has no script and no style of its own, and only the stylesheets that were given', async () => {
    const document = await read()
    expect(document.querySelectorAll('script, style, [style]')).toHaveLength(0)
    expect([...document.querySelectorAll('link')].map(link => link.getAttribute('href'))).toEqual(['/assets/a.css', '/assets/b.css'])
    expect(
      [...document.querySelectorAll('*')].flatMap(element => [...element.attributes]).filter(({ name }) => name.startsWith('on')),
    ).toEqual([])
  })

  it('has a language, one main heading, headings that skip no level, and a way past the contents', async () => {
    const document = await read()
    expect(document.documentElement.getAttribute('lang')).toBe('en')
    expect(document.title).toBe('Hearth & <friends>: API')
    expect(document.querySelectorAll('h1')).toHaveLength(1)
    const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName.slice(1)))
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    })
    expect(document.querySelector('a.skip')?.getAttribute('href')).toBe('#main')
  })

  it('has a place for every problem, where the `type` of a problem leads', async () => {
    const document = await read()
    for (const code of Object.keys(problems)) {
      const { type } = problemJson(new Problem(code as keyof typeof problems))
      expect(type).toBe(`/api/docs#${code}`)
      expect(document.getElementById(code)?.textContent).toBe(code)
    }
  })

  it('has no link within itself that leads nowhere, and no id twice', async () => {
    const document = await read()
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const targets = [...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href')!.slice(1))
    expect(targets.filter(target => !ids.includes(target))).toEqual([])
  })

  it('shows every call with its method and path', async () => {
    const shown = [...(await read()).querySelectorAll('article > h3 > code')].map(code => code.textContent)
    expect(shown.sort()).toEqual(
      operations(api)
        .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
        .sort(),
    )
  })
})
