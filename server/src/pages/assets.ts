// What the browser build made: its addresses for pages, and a handler that serves those files and no others.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RequestHandler } from 'express'

/** Addresses that a page links to; empty before the first build, when pages do without. */
export type Assets = { css: string[]; script: string | null; font: string | null }
type Entry = { file: string; src?: string; isEntry?: boolean }
type Served = { type: string; plain: Buffer; br?: Buffer | undefined; gzip?: Buffer | undefined }

/** The same from sources and from what is built of them. */
export const assetsDir = fileURLToPath(new URL('../../../client/dist/assets/', import.meta.url))
const base = '/assets/'
const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export function assetsIn(dir = assetsDir): { assets: Assets; serve: RequestHandler } {
  const manifest = join(dir, 'manifest.json')
  const entries: Entry[] = existsSync(manifest) ? Object.values(JSON.parse(readFileSync(manifest, 'utf8'))) : []
  return { assets: addresses(entries), serve: serveFiles(entries.length > 0 ? filesIn(dir) : new Map()) }
}

function addresses(entries: Entry[]): Assets {
  const find = (fits: (entry: Entry) => boolean | undefined) => entries.filter(fits).map(({ file }) => base + file)
  return {
    css: find(({ file, isEntry }) => isEntry && file.endsWith('.css')),
    script: find(({ file, isEntry }) => isEntry && file.endsWith('.js'))[0] ?? null,
    font: find(({ file }) => file.includes('-latin-wght-normal'))[0] ?? null,
  }
}

/** They are few and small, so they are kept in memory with what was compressed ahead of time. */
function filesIn(dir: string): Map<string, Served> {
  const read = (name: string) => (existsSync(join(dir, name)) ? readFileSync(join(dir, name)) : undefined)
  const names = readdirSync(dir).filter(name => extname(name) in types)
  return new Map(
    names.map(name => [
      base + name,
      { type: types[extname(name)] ?? '', plain: readFileSync(join(dir, name)), br: read(`${name}.br`), gzip: read(`${name}.gz`) },
    ]),
  )
}

/** Mounted at the root. The address is looked up and never joined to a path, so it cannot lead elsewhere. Names hold a hash, so they never change. */
function serveFiles(files: Map<string, Served>): RequestHandler {
  return (req, res, next) => {
    const served = req.method === 'GET' || req.method === 'HEAD' ? files.get(req.baseUrl + req.path) : undefined
    if (!served) return next()
    const encoding = served.br ? req.acceptsEncodings('br', 'gzip', 'identity') : 'identity'
    const body = encoding === 'br' ? served.br : encoding === 'gzip' ? served.gzip : undefined
    if (body) res.set('Content-Encoding', encoding as string)
    // Compressed already: the next in line leaves it alone.
    res.set({ 'Content-Type': served.type, 'Cache-Control': 'public, max-age=31536000, immutable, no-transform', Vary: 'Accept-Encoding' })
    res.end(req.method === 'HEAD' ? undefined : (body ?? served.plain))
  }
}
