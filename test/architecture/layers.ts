// Who may import whom, as the architecture's table says it, in a form that a test can walk.
import type { Import } from './graph.ts'

/** The subpaths of shared that hold no zod, so that their values may reach the browser. */
export const zodFree = ['hard-subjects', 'languages', 'limits', 'problems', 'ready-subjects', 'tag-words'].map(
  name => `shared/src/${name}.ts`,
)

/** What serves the features and knows nothing of them, beside the single files in `server/src`. */
export const layers = ['db', 'http', 'live', 'policy', 'posts', 'pages']

/** Where mongoose, even as a type, may be named. */
const knowsMongoose = [
  /^server\/src\/db\//,
  /\/model\.ts$/,
  /\/(\w+-)?store\.ts$/,
  /\/topics\/positions\.ts$/,
  /\/posts\/revisions\.ts$/,
  /\/authorships\/index\.ts$/,
]

/** Why this import is not allowed, or null. */
export function faultOf(each: Import): string | null {
  return faults.find(([from, allows]) => from.test(each.from) && !allows(each))?.[2] ?? null
}

type Rule = [from: RegExp, allows: (each: Import) => boolean, fault: string]

const faults: Rule[] = [
  [/^shared\//, each => within('shared', each) || each.package === 'zod', 'shared imports zod and nothing else'],
  [/^embedded-mongo\//, each => within('embedded-mongo', each) || isForeign(each), 'embedded-mongo knows nothing of the rest'],
  [/^client\//, each => !within('server', each) && !within('embedded-mongo', each), 'the client never imports the server'],
  [/^client\//, each => each.package !== 'zod' && each.package !== 'node:', 'the browser has neither zod nor node'],
  [
    /^client\//,
    each => !within('shared', each) || each.typeOnly || zodFree.includes(each.target!),
    'the browser gets types of shared, and values without zod',
  ],
  [
    /^client\//,
    each => each.package !== 'socket.io-client' || each.typeOnly || each.dynamic,
    'the browser loads socket.io-client when it is needed',
  ],
  [/^server\//, each => !within('test', each) && !within('bench', each), 'the server never imports tests'],
  [
    /^server\//,
    each => !within('embedded-mongo', each) || (each.dynamic && each.from === 'server/src/db/embedded.ts'),
    'only db/embedded.ts starts the embedded database, by await import',
  ],
  [/^server\//, each => each.package !== 'mongoose' || knowsMongoose.some(path => path.test(each.from)), 'only what stores knows mongoose'],
  [
    /^server\//,
    each => each.package !== 'mongoose' || each.typeOnly || each.from.startsWith('server/src/db/'),
    'only db/ gets values of mongoose',
  ],
  [/^server\/src\/policy\//, isPure, 'rules are pure: types and problem codes'],
  [
    /^server\/src\/(db|http|live|posts)\//,
    each => featureOf(each.target) === null || each.typeOnly || featureOf(each.target) === 'markdown',
    'what serves the features knows nothing of them',
  ],
  [/^server\/src\/(?!pages\/)\w+\//, each => !within('client', each), 'pages alone know the client'],
  [/^server\//, isThroughDoor, 'a feature is entered by its door, index.ts'],
]

function within(workspace: string, { target }: Import) {
  return target?.startsWith(`${workspace}/`) ?? false
}

function isForeign({ target, package: name }: Import) {
  return target === null && name !== 'mongoose' && name !== 'mongodb'
}

function isPure({ target }: Import) {
  return target !== null && (target.startsWith('shared/') || target.startsWith('server/src/policy/') || target === 'server/src/problem.ts')
}

function isThroughDoor({ from, target }: Import) {
  const feature = featureOf(target)
  return feature === null || feature === featureOf(from) || /^server\/src\/[\w-]+\/index\.tsx?$/.test(target!)
}

/** The feature that a file of the server belongs to, or null. */
export function featureOf(file: string | null): string | null {
  const [, folder] = /^server\/src\/([\w-]+)\//.exec(file ?? '') ?? []
  return folder && !layers.includes(folder) ? folder : null
}
