// The files of the browser build are served compressed and for good, and nothing beside them is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { assetsIn } from '@hearth/server/pages/assets'
import express from 'express'
import request from 'supertest'
import { afterAll, expect, it } from 'vitest'

const script = 'console.log("hearth")'
const root = mkdtempSync(join(tmpdir(), 'assets-'))
const dir = join(root, 'assets')
mkdirSync(dir)
writeFileSync(join(root, 'secret.js'), 'secret')
writeFileSync(join(dir, 'browser-abc.js'), script)
writeFileSync(join(dir, 'browser-abc.js.br'), brotliCompressSync(script))
writeFileSync(join(dir, 'browser-abc.js.gz'), gzipSync(script))
writeFileSync(join(dir, 'style-def.css'), 'a{}')
writeFileSync(join(dir, 'x-latin-wght-normal-1.woff2'), 'font')
writeFileSync(
  join(dir, 'manifest.json'),
  JSON.stringify({
    'src/browser.ts': { file: 'browser-abc.js', isEntry: true },
    'src/styles/all.css': { file: 'style-def.css', isEntry: true },
    'x.woff2': { file: 'x-latin-wght-normal-1.woff2' },
    'src/later.ts': { file: 'later.js' },
  }),
)
afterAll(() => rmSync(root, { recursive: true }))

const { assets, serve } = assetsIn(dir)
const app = express()
  .use(serve)
  .use((_req, res) => void res.status(404).end())

it('a page gets the addresses of its script, style and font', () => {
  expect(assets).toEqual({ css: ['/assets/style-def.css'], script: '/assets/browser-abc.js', font: '/assets/x-latin-wght-normal-1.woff2' })
})

it.each([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['identity', undefined],
  ['br;q=0, gzip;q=0', undefined],
])('a script asked for with "%s" comes encoded as %s, for good', async (accepted, encoding) => {
  const answer = await request(app)
    .get('/assets/browser-abc.js')
    .set('Accept-Encoding', accepted)
    .buffer(encoding !== 'br')
  expect(answer.headers['content-encoding']).toBe(encoding)
  expect(answer.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', vary: 'Accept-Encoding' })
  expect(answer.headers['cache-control']).toContain('immutable')
  if (encoding !== 'br') expect(answer.text).toBe(script)
})

it.each([
  '/assets/',
  '/assets/manifest.json',
  '/assets/browser-abc.js.br',
  '/assets/../secret.js',
  '/assets/%2e%2e/secret.js',
  '/assets/..%2fsecret.js',
  '/assets/..%5csecret.js',
  '/assets/__proto__',
  '/secret.js',
])('%s is not served', async address => {
  expect((await request(app).get(address)).status).toBe(404)
})

it('a page without a build does without', () => {
  expect(assetsIn(join(root, 'nowhere')).assets).toEqual({ css: [], script: null, font: null })
})
