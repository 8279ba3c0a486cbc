// The habits of the house that a machine can hold: openings, lengths, names, and what is said in one place alone.
import { describe, expect, test } from 'vitest'
import { filesIn, readHouse, readSource, type Source } from './graph.ts'

const house = readHouse()
const tests = ['test', 'bench', 'embedded-mongo/test'].flatMap(filesOf).map(readSource)

/** Lines. Lists of words, of measurements and of cases are data, whatever their length. */
const wall = 250
const data = [
  'server/src/accounts/common-passwords.ts',
  'server/src/site/crisis-lines.ts',
  'embedded-mongo/test/language/match.test.ts',
  'embedded-mongo/test/language/update.test.ts',
]

type HouseRule = { says: string; holds(source: Source): boolean; breaks: [file: string, text: string] }

const forAll: HouseRule[] = [
  {
    says: 'opens with a sentence that says what it is for',
    holds: ({ text }) => /^(#!.*\n)?(\/\/ @vitest-environment .*\n)?\/\/ \S.*\n/.test(text) && /[.:?!)]$/m.test(openingOf(text)),
    breaks: ['server/src/x.ts', `import './y.ts'\n`],
  },
  {
    says: `is no longer than ${wall} lines`,
    holds: ({ file, lines }) => lines <= wall || data.includes(file),
    breaks: ['server/src/x.ts', '\n'.repeat(wall + 1)],
  },
  {
    says: 'has a name that says more than utils, helpers, common or misc',
    holds: ({ file }) => !/(^|[/-])(utils?|helpers?|common|misc)(\/|\.tsx?$)/.test(file),
    breaks: ['server/src/text-utils.ts', ''],
  },
  {
    says: 'gives a reason where a type error is expected',
    holds: ({ text }) => !/@ts-(ignore|nocheck)/.test(text.replace(/^const .*$/gm, '')) && !/@ts-expect-error *\n/.test(text),
    breaks: ['server/src/x.ts', '// @ts-expect-error\nlet a: 1 = 2\n'],
  },
]

const forSources: HouseRule[] = [
  {
    says: 'reads the environment in server/src/config.ts alone',
    holds: ({ file, text }) => file === 'server/src/config.ts' || !/\bprocess\.env\b/.test(withoutComments(text)),
    breaks: ['server/src/main.ts', 'const port = process.env.PORT'],
  },
  {
    says: 'speaks through the log, never the console',
    holds: ({ text }) => !/\bconsole\./.test(withoutComments(text)),
    breaks: ['server/src/main.ts', 'console.log(1)'],
  },
  {
    says: 'knows signals and exit codes in main.ts and cli.ts alone',
    holds: ({ file, text }) => /^server\/src\/(main|cli)\.ts$/.test(file) || !/\bprocess\.(exit|on)\b/.test(withoutComments(text)),
    breaks: ['server/src/app.ts', 'process.exit(1)'],
  },
  {
    says: 'does not ask which database it has: that is known in config.ts, main.ts and db/ alone',
    holds: ({ file, text }) =>
      !file.startsWith('server/') ||
      /^server\/src\/(config|main|db\/[\w-]+)\.ts$/.test(file) ||
      !/MONGODB_URI|embedded-mongo|\b(buildInfo|serverStatus|storageEngine)/i.test(withoutComments(text)),
    breaks: ['server/src/topics/x.ts', 'const fast = config.MONGODB_URI === undefined'],
  },
  {
    says: 'emits to sockets in live/ alone',
    holds: ({ file, text }) =>
      !file.startsWith('server/') || file.startsWith('server/src/live/') || !/\.emit\(/.test(withoutComments(text)),
    breaks: ['server/src/replies/x.ts', `io.to('topic:1').emit('reply.posted')`],
  },
  {
    says: 'spells the names of channels in live/channels.ts alone',
    holds: ({ file, text }) => file === 'server/src/live/channels.ts' || !/['"`](topic|account):(\$\{|['"`])/.test(withoutComments(text)),
    breaks: ['server/src/live/x.ts', `const channel = 'topic:'`],
  },
  {
    says: 'leaves vague notes to nobody: only @NOTE and @TODO, each with a reason',
    holds: ({ text }) => !/\b(FIXME|HACK|XXX)\b/.test(text) && !/(?<!@)\bTODO\b/.test(text),
    breaks: ['server/src/x.ts', '// TODO later'],
  },
]

const forTests: HouseRule[] = [
  {
    says: 'skips nothing and singles nothing out',
    holds: ({ text }) => !/\b(test|it|describe)\.(skip|only|todo|fails|runIf|skipIf)\b/.test(text),
    breaks: ['test/x.test.ts', ['test', "runIf(here)('a')"].join('.')],
  },
]

describe.each([
  ['every file', [...house, ...tests], forAll],
  ['every source', house, forSources],
  ['every test', tests, forTests],
] as const)('%s', (_, sources, rules) => {
  test.each(rules)('$says', rule => {
    expect(sources.length).toBeGreaterThan(5)
    expect(sources.filter(source => !rule.holds(source)).map(source => source.file)).toEqual([])
  })

  test.each(rules)('would be found when it does not: $says', ({ holds, breaks: [file, text] }) => {
    expect(holds({ file, text, lines: text.split('\n').length - 1, imports: [] })).toBe(false)
  })
})

function openingOf(text: string) {
  return /(^\/\/ .*\n)+/m.exec(text)?.[0].trimEnd() ?? ''
}

function withoutComments(text: string) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
}

function filesOf(folder: string) {
  return filesIn(folder).filter(file => !file.includes('/fixtures/') && !file.includes('/dist/'))
}
