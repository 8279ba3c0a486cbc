// Proof that every gate can fail: deliberate violations, each with the rule that must name it, and sound files that must pass.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesIn, root } from './graph.ts'

const fixtures = 'test/architecture/fixtures'
const workspaces = ['shared', 'embedded-mongo', 'client', 'server']
/** A fixture's first line names the rule that must find it, or says that it must pass. */
const wanted = (folder: string) =>
  filesIn(`${fixtures}/${folder}`).map(path => {
    const [, rule = null] = /^\/\/ Must fail with ([\w/]+):/.exec(readFileSync(join(root, path), 'utf8')) ?? []
    return { file: path.slice(`${fixtures}/${folder}/`.length), rule }
  })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-gates-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('biome, as it is configured here,', () => {
  const found = new Map<string, string[]>()
  beforeAll(async () => {
    const house = join(folder, 'biome')
    await cp(join(root, fixtures, 'biome'), house, { recursive: true })
    await cp(join(root, 'biome.json'), join(house, 'biome.json'))
    for (const name of ['', ...workspaces]) await cp(join(root, name, 'package.json'), join(house, name, 'package.json'))
    const { stdout } = await run('biome', ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'], house)
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] }
    for (const { category, location } of diagnostics) found.set(location.path, [...(found.get(location.path) ?? []), category])
  })

  const files = wanted('biome')
  test.each(files.filter(each => each.rule))('finds $rule in $file', ({ file, rule }) => {
    expect(found.get(file)).toContain(rule)
  })
  test.each(files.filter(each => !each.rule))('finds nothing in $file, which is sound', ({ file }) => {
    expect(found.get(file)).toBeUndefined()
  })
})

describe('the compiler', () => {
  let lines: string[]
  beforeAll(async () => {
    const { stdout } = await run('tsc', ['-p', join(fixtures, 'types'), '--pretty', 'false'], root)
    lines = stdout.split('\n')
  })

  test.each(wanted('types'))('finds $rule in $file, and nothing else', ({ file, rule }) => {
    const codes = lines.filter(line => line.startsWith(`${fixtures}/types/${file}(`)).map(line => /error (TS\d+)/.exec(line)?.[1])
    expect([...new Set(codes)]).toEqual([rule])
  })
})

/** A tool looks at a whole copy of this house: milliseconds on a machine that does much else besides. */
const slowGate = 180_000

test('knip finds an unused file, an unused export and an unused dependency in a copy of this house', { timeout: slowGate }, async () => {
  const house = join(folder, 'knip')
  await copyHouse(house)
  await cp(join(root, fixtures, 'knip'), house, { recursive: true })
  await writeFile(
    join(house, 'shared/src/limits.ts'),
    `${await readFile(join(root, 'shared/src/limits.ts'), 'utf8')}\nexport const unheard = 1\n`,
  )
  const own = JSON.parse(await readFile(join(root, 'server/package.json'), 'utf8'))
  await writeFile(
    join(house, 'server/package.json'),
    JSON.stringify({ ...own, dependencies: { ...own.dependencies, 'left-pad': '1.0.0' } }),
  )
  const { stdout } = await run('knip', ['--reporter', 'json', '--no-progress'], house)
  const { issues } = JSON.parse(stdout) as {
    issues: { file: string; files?: object[]; exports?: { name: string }[]; dependencies?: { name: string }[] }[]
  }
  const of = (file: string) => issues.filter(issue => issue.file === file)
  expect(of('embedded-mongo/src/nobody-imports-me.ts').flatMap(issue => issue.files)).toHaveLength(1)
  expect(of('server/src/nobody-imports-this.ts').flatMap(issue => issue.exports?.map(each => each.name))).toEqual(['lonely'])
  expect(of('shared/src/limits.ts').flatMap(issue => issue.exports?.map(each => each.name))).toEqual(['unheard'])
  expect(of('server/package.json').flatMap(issue => issue.dependencies?.map(each => each.name))).toContain('left-pad')
})

/** The sources as they are, with the packages lent by name and the workspaces standing for themselves. */
async function copyHouse(house: string) {
  const isSource = (path: string) => !/\/(node_modules|dist|fixtures|data)(\/|$)/.test(path.slice(root.length))
  await mkdir(join(house, 'node_modules/@hearth'), { recursive: true })
  for (const name of [...workspaces, 'test', 'bench', 'docs'])
    await cp(join(root, name), join(house, name), { recursive: true, filter: isSource })
  for (const name of ['package.json', 'knip.json', 'vitest.config.ts', 'tsconfig.json', 'tsconfig.base.json'])
    await cp(join(root, name), join(house, name))
  for (const name of readdirSync(join(root, 'node_modules')).filter(each => each !== '@hearth'))
    await symlink(join(root, 'node_modules', name), join(house, 'node_modules', name))
  for (const name of workspaces) await symlink(join(house, name), join(house, 'node_modules/@hearth', name))
}

/** What a gate says when it fails; one that passes has not done its work. */
async function run(tool: string, args: string[], cwd: string): Promise<{ stdout: string }> {
  const ended = promisify(execFile)(join(root, 'node_modules/.bin', tool), args, { cwd, maxBuffer: 64 * 1024 * 1024 })
  const failure = await ended.then(
    () => null,
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
  if (!failure) throw new Error(`${tool} found nothing`)
  if (failure.stdout === '') throw new Error(`${tool} ended with ${failure.code}: ${failure.stderr}`)
  return failure
}
