// Rows of weight: the script of each page, the requests of a guest's topic page, and what an installation for production holds.
import { execFileSync } from 'node:child_process'
import { lstatSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../folders.ts'
import { type Row, row } from '../report.ts'
import type { Stage } from '../stage.ts'

const kB = 1_000
const MiB = 2 ** 20

export async function* weightRows({ hearth, seed, cookies }: Stage): AsyncGenerator<Row> {
  const topic = `/topics/${seed.twenty}/${seed.slugs.get(seed.twenty)}`
  const pages = [
    { name: 'home, guest', path: '/', goal: { atMost: 8 } },
    { name: 'topic, guest', path: topic, goal: { atMost: 8 } },
    { name: 'space, guest', path: `/spaces/${seed.spaceId}/${seed.slugs.get(seed.spaceId)}`, goal: { atMost: 8 } },
    { name: 'topic, signed in', path: topic, cookie: cookies[0], goal: { atMost: 25 } },
  ]
  for (const { name, path, cookie, goal } of pages) {
    const { requests, scriptBytes, onUseBytes } = await partsOf(hearth.url, path, cookie)
    yield row({
      name: `script at once, ${name}`,
      unit: 'kB gz',
      reference: null,
      hearth: scriptBytes / kB,
      goal,
      more: { onUseKB: onUseBytes / kB },
    })
    if (name === 'topic, guest')
      yield row({ name: 'requests of a topic page, guest', unit: 'requests', reference: null, hearth: requests, goal: { atMost: 6 } })
  }
  const { packages, bytes } = installed()
  yield row({ name: 'production packages', unit: 'packages', reference: null, hearth: packages, goal: { atMost: 200 } })
  yield row({ name: 'production node_modules', unit: 'MiB', reference: null, hearth: bytes / MiB, goal: { atMost: 120 } })
}

type Parts = { requests: number; scriptBytes: number; onUseBytes: number }

/** What the page loads by itself: its document, styles, scripts with what they import, images, and the fonts of Latin text. */
async function partsOf(url: string, path: string, cookie?: string): Promise<Parts> {
  const html = await textOf(url, path, cookie)
  const scripts = await importsOf(url, addressesIn(html, /<script[^>]+src="([^"]+)"/g), 'static')
  const onUse = await importsOf(url, scripts, 'dynamic')
  const styles = addressesIn(html, /<link[^>]+rel="stylesheet"[^>]*href="([^"]+)"/g, /<link[^>]+href="([^"]+)"[^>]*rel="stylesheet"/g)
  const css = (await Promise.all(styles.map(style => textOf(url, style)))).join('\n')
  const others = new Set([
    ...addressesIn(html, /<img[^>]+src="([^"]+)"/g, /<link[^>]+rel="(?:icon|manifest|preload)"[^>]*href="([^"]+)"/g),
    ...latinFonts(css),
  ])
  const bytes = async (files: Iterable<string>) =>
    (await Promise.all([...files].map(async file => gzipSync(await textOf(url, file)).length))).reduce((a, b) => a + b, 0)
  const later = [...onUse].filter(file => !scripts.has(file))
  return { requests: 1 + styles.length + scripts.size + others.size, scriptBytes: await bytes(scripts), onUseBytes: await bytes(later) }
}

async function textOf(url: string, path: string, cookie?: string): Promise<string> {
  const answer = await fetch(new URL(path, url), { headers: cookie ? { cookie } : {} })
  if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`)
  return answer.text()
}

function addressesIn(text: string, ...patterns: RegExp[]): string[] {
  return [...new Set(patterns.flatMap(pattern => [...text.matchAll(pattern)].map(match => match[1]!)))].filter(
    address => !address.startsWith('data:'),
  )
}

/** These scripts and all that they import: at once (`static`), or also what they can load on use (`dynamic`). */
async function importsOf(url: string, scripts: Iterable<string>, kind: 'static' | 'dynamic'): Promise<Set<string>> {
  const found = new Set<string>()
  const waiting = [...scripts]
  for (let script = waiting.pop(); script !== undefined; script = waiting.pop()) {
    if (found.has(script)) continue
    found.add(script)
    const code = await textOf(url, script)
    const patterns = [
      /(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g,
      ...(kind === 'dynamic' ? [/\bimport\(\s*[`"']([^`"']+\.js)[`"']/g] : []),
    ]
    for (const imported of addressesIn(code, ...patterns)) waiting.push(new URL(imported, new URL(script, url)).pathname)
  }
  return found
}

/** Fonts whose range holds the letter A, or that name no range. */
function latinFonts(css: string): string[] {
  const faces = css.match(/@font-face\s*\{[^}]*\}/g) ?? []
  return faces
    .filter(face => !/unicode-range/.test(face) || /U\+0{0,4}-0{0,2}FF\b|U\+\?\?/i.test(face))
    .flatMap(face => addressesIn(face, /url\(["']?([^"')]+)["']?\)/g).slice(0, 1))
}

/** By what npm says belongs to production, as it is installed here. */
function installed(): { packages: number; bytes: number } {
  const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const folders = [...new Set(listed.split('\n'))].filter(
    folder => folder.includes(`${sep}node_modules${sep}`) && !lstatSync(folder).isSymbolicLink(),
  )
  return { packages: folders.length, bytes: folders.reduce((sum, folder) => sum + sizeOf(folder), 0) }
}

/** Without nested packages, which npm lists by themselves. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.name !== 'node_modules')
    .reduce((sum, entry) => sum + (entry.isDirectory() ? sizeOf(join(folder, entry.name)) : lstatSync(join(folder, entry.name)).size), 0)
}
