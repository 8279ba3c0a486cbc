// The community as a whole: health, readiness, crisis lines, and what members agree to.

import { errorHandler } from '@hearth/server/http/error-handler'
import { type Action, type Route, routesOn } from '@hearth/server/http/route'
import { createLog } from '@hearth/server/log'
import { guest } from '@hearth/server/policy/actor'
import { crisisLines } from '@hearth/server/site/crisis-lines'
import { crisisLinesFor, siteRoutes } from '@hearth/server/site/index'
import type { CallKey } from '@hearth/shared/contract'
import { siteCalls } from '@hearth/shared/site'
import express, { Router } from 'express'
import request from 'supertest'
import { describe, expect, it } from 'vitest'

const everywhere = { demo: false, production: false }

function site(deps: { demo: boolean; production: boolean; databaseAnswers?: () => Promise<boolean> }) {
  const router = Router()
  siteRoutes(
    routesOn(router, async () => guest, { checked: true }),
    { databaseAnswers: async () => true, ...deps },
  )
  const log = createLog('silent')
  return request(
    express()
      .use(router)
      .use(errorHandler(log, () => undefined)),
  )
}

it('says that it is alive to anybody', async () => {
  const answer = await site(everywhere).get('/api/health')
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({ ok: true })
})

it('is ready while the database answers', async () => {
  const answer = await site(everywhere).get('/api/ready')
  expect(answer.body).toEqual({ ready: true })
})

it('says when to come back while the database does not answer, and is still alive', async () => {
  const broken = site({ ...everywhere, databaseAnswers: async () => false })
  const answer = await broken.get('/api/ready')
  expect(answer.status).toBe(503)
  expect(answer.body).toMatchObject({ code: 'unavailable', status: 503, retryAfter: 5 })
  expect(answer.headers['retry-after']).toBe('5')
  expect((await broken.get('/api/health')).status).toBe(200)
})

it('answers every call of its part of the contract', () => {
  const answered: CallKey[] = []
  const route: Route = <Key extends CallKey>(key: Key, _action: Action<Key>) => void answered.push(key)
  siteRoutes(route, { ...everywhere, databaseAnswers: async () => true })
  expect(answered.sort()).toEqual(Object.keys(siteCalls).sort())
})

describe('crisis lines', () => {
  const unchecked = crisisLines[0]!
  const checked = { ...unchecked, verifiedOn: '2026-11-01' }

  it('are all shown in development and in the demo, the unchecked ones marked', async () => {
    for (const deps of [everywhere, { demo: true, production: false }, { demo: true, production: true }]) {
      const { body } = await site(deps).get('/api/crisis-lines')
      expect(body.items).toHaveLength(crisisLines.length)
      expect(body.items[0]).toMatchObject({ country: 'US', call: '988', verifiedOn: null })
    }
  })

  it('that nobody has checked are hidden in production, directories and the numbers of the EU as well', async () => {
    const { body } = await site({ demo: false, production: true }).get('/api/crisis-lines')
    expect(body.items).toEqual([])
  })

  it('appear in production once they have been checked', () => {
    expect(crisisLinesFor({ demo: false, production: true }, [unchecked, checked])).toEqual([
      expect.objectContaining({ verifiedOn: '2026-11-01' }),
    ])
  })

  it('keep to themselves what is for whoever checks them', () => {
    for (const line of crisisLinesFor(everywhere)) expect(Object.keys(line).sort()).toEqual(Object.keys(siteCallsLine()).sort())
  })

  it('name the country, a way to reach somebody and a source each', () => {
    for (const { country, call, text, chat, source } of crisisLines) {
      expect(country).toMatch(/^([A-Z]{2}|\*)$/)
      expect([call, text, chat].some(way => way !== null)).toBe(true)
      expect(source.length).toBeGreaterThan(0)
      for (const address of [...source, ...(chat ? [chat] : [])]) expect(new URL(address).protocol).toBe('https:')
    }
  })

  it('carry no date of checking that is not one', () => {
    for (const { verifiedOn } of crisisLines) expect(verifiedOn === null || !Number.isNaN(Date.parse(verifiedOn))).toBe(true)
  })
})

function siteCallsLine() {
  return siteCalls['GET /api/crisis-lines'].returns.shape.items.element.shape
}
