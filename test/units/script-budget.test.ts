// What each kind of page loads of script, compressed: built as it is shipped, and held to its budget.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages } from '@hearth/shared/languages'
import { afterAll, beforeAll, expect, it } from 'vitest'

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[] }
const dir = mkdtempSync(join(tmpdir(), 'script-budget-'))
let manifest: Record<string, Chunk> = {}

beforeAll(() => {
  const env = { ...process.env, NODE_ENV: 'production' }
  const { status, stderr } = spawnSync('npx', ['vite', 'build', 'client', '--outDir', dir, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: join(import.meta.dirname, '../..'),
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'))
}, 120_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** What is loaded by each part, beyond what it imports itself: its words in one language, and libraries. */
const reading = ['src/browser.ts']
const live = [...reading, 'src/hydrate.ts', 'src/islands/replies.ts', ...words('live'), 'socket.io-client/build/esm/index.js']
const withNewReply = [...live, 'src/islands/draw-post.tsx', ...words('posts')]
const room = [...reading, 'src/hydrate.ts', 'src/islands/room.tsx', ...words('room'), 'socket.io-client/build/esm/index.js']
const leading = [...room, 'src/parts/room-lead.tsx', 'src/parts/room-stays.tsx', 'src/parts/room-hints.tsx', ...words('lead')]
const composing = [...withNewReply, 'src/islands/composer.tsx', ...words('composer')]

function words(part: string) {
  return [`virtual:words/${part}`, `virtual:words/${part}/en`]
}

const kinds: [kind: string, entries: string[], kilobytes: number][] = [
  ['a page that is read', reading, 8],
  ['a topic that is read, live', live, 25],
  ['a topic to which a reply came', withNewReply, 36],
  ['a topic in which somebody writes', composing, 45],
  ['a room', room, 46],
  ['a room that somebody leads', leading, 54],
]

it.each(languages.flatMap(lang => kinds.map(kind => [lang, ...kind] as const)))(
  'in %s %s loads its script within the budget',
  (lang, _kind, wanted, kilobytes) => {
    const entries = wanted.map(entry => entry.replace(/(virtual:words\/\w+\/)en$/, `$1${lang}`))
    const files = new Set(entries.flatMap(filesOf))
    const bytes = [...files].reduce((sum, file) => sum + readFileSync(join(dir, `${file}.gz`)).length, 0)
    expect(bytes / 1000).toBeLessThan(kilobytes)
    // A budget that is far from what is measured would hold nothing.
    expect(bytes / 1000).toBeGreaterThan(kilobytes / 6)
  },
)

it('the style sheet stays under ten kilobytes', () => {
  const style = readdirSync(dir).find(name => name.endsWith('.css.gz'))
  expect(readFileSync(join(dir, style!)).length).toBeLessThan(10_000)
})

it('no script holds what parses on the server', () => {
  const scripts = readdirSync(dir).filter(name => name.endsWith('.js'))
  const holding = scripts.filter(name => /ZodError|safeParse|messageformat/i.test(readFileSync(join(dir, name), 'utf8')))
  expect(holding).toEqual([])
})

/** A chunk with all that it cannot do without. */
function filesOf(entry: string): string[] {
  const key = Object.keys(manifest).find(name => name === entry || name.endsWith(entry) || manifest[name]!.file === entry)
  if (!key) throw new Error(`${entry} is not in the manifest: ${Object.keys(manifest).join(', ')}`)
  const { file, imports = [] } = manifest[key]!
  return [file, ...imports.flatMap(filesOf)]
}
