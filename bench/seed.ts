// The seeded data folder: filled once, kept under a hash of what fills it, and copied for every run.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, sep } from 'node:path'
import { cache, root, temporaryFolder } from './folders.ts'
import { type Plan, planCommunity, shapes } from './seed/plan.ts'

export type Seed = {
  plan: Plan
  /** An access token of every member, in their order. */
  tokens: string[]
  twenty: string
  thousand: string
  twoThousand: string
  written: string[]
  spaceId: string
  /** The readable end of the addresses of topics and spaces, by id. */
  slugs: Map<string, string>
  /** A fresh copy, which goes with this process. */
  copy(): string
}

/** What decides what is in the folder: the plan, the doors it comes in by, and the shape of the store below. */
const sources = [
  'bench/seed',
  ...['authorships', 'db', 'markdown', 'posts'].map(name => `server/src/${name}`),
  ...['accounts', 'replies', 'spaces', 'topics'].flatMap(name =>
    ['model.ts', 'store.ts', 'import-'].map(file => `server/src/${name}/${file}`),
  ),
  ...['catalogue', 'indexes', 'store', 'language/encode-key.ts'].map(name => `embedded-mongo/src/${name}`),
].map(path => path.split('/').join(sep))

export function seed(): Seed {
  const folder = seededFolder()
  const plan = planCommunity()
  const idOf = (at: number) => plan.topics[at]!._id
  return {
    plan,
    tokens: JSON.parse(readFileSync(join(folder, 'tokens.json'), 'utf8')) as string[],
    twenty: idOf(shapes.twenty),
    thousand: idOf(shapes.thousand),
    twoThousand: idOf(shapes.twoThousand),
    written: shapes.written.map(idOf),
    spaceId: plan.spaces[0]!._id,
    slugs: new Map([...plan.spaces, ...plan.topics].map(({ _id, slug }) => [_id, slug])),
    copy() {
      const copied = join(temporaryFolder('data'), 'data')
      cpSync(folder, copied, { recursive: true })
      return copied
    },
  }
}

function seededFolder(): string {
  const wanted = join(cache, `seed-${hashOfSources()}`)
  if (existsSync(wanted)) return wanted
  mkdirSync(cache, { recursive: true })
  for (const old of readdirSync(cache).filter(name => name.startsWith('seed-'))) rmSync(join(cache, old), { recursive: true, force: true })
  const filling = `${wanted}-filling`
  process.stderr.write('Filling the community that is measured (once for these sources) …\n')
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'bench/seed/fill.ts'), filling], {
    stdio: 'inherit',
    cwd: root,
  })
  if (status !== 0) throw new Error('The community could not be filled')
  renameSync(filling, wanted)
  return wanted
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const file of [...filesIn('bench'), ...filesIn('server/src'), ...filesIn('embedded-mongo/src')])
    if (sources.some(source => file.startsWith(source))) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .sort()
    .map(name => join(folder, name))
}
