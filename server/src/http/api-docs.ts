// The API's own description: `/api/openapi.json` for programs, `/api/docs` for people; both made from the contract.
import { contract } from '@hearth/shared/contract'
import type { Router } from 'express'
import { renderApiDocs } from './api-docs-page.tsx'
import { type Contract, type OpenApi, openApi } from './openapi.ts'
import { zipped } from './zipped.ts'

/** `url`: where the API is; asked at each request, since the port may only be known once the server listens. */
export type ApiDocs = { title: string; version: string; url(): string; css: string[] }

export function apiDocsRoutes(router: Router, { title, version, url, css }: ApiDocs, calls: Contract = contract) {
  const describe = (): OpenApi => openApi(calls, { title, version, url: url() })
  const document = once(describe, url)
  const page = once(() => renderApiDocs(describe(), css), url)
  router.get('/api/openapi.json', (req, res) => zipped(req, res, () => res.json(document())))
  router.get('/api/docs', (req, res) => zipped(req, res, () => res.type('html').send(page())))
}

/** The contract does not change while the server runs; its address may, once. */
function once<Value>(make: () => Value, url: () => string) {
  let made: { url: string; value: Value } | undefined
  return () => {
    if (made?.url !== url()) made = { url: url(), value: make() }
    return made.value
  }
}
