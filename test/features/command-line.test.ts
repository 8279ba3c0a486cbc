// The command line beside a running server: a one-time link for somebody who lost every way in.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type World, world } from '../world.ts'

const cli = fileURLToPath(new URL('../../server/dist/cli.js', import.meta.url))
const flags = ['--disable-warning=ExperimentalWarning', cli]

/** Whatever the process said, and how it ended. */
async function hearth({ folder, config }: Pick<World, 'folder' | 'config'>, ...words: string[]) {
  const database = config.MONGODB_URI ? { MONGODB_URI: config.MONGODB_URI, ROOT_SECRET: config.ROOT_SECRET } : {}
  const env = { PATH: process.env.PATH, DATA_DIR: folder, PUBLIC_URL: 'https://community.example', TRUST_PROXY: '1', ...database }
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [...flags, ...words], { env })) }
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string }
  }
}

test('a link made beside the running server sets a new password once', async () => {
  const here = await world()
  await here.member({ handle: 'wren' })
  const { stdout } = await hearth(here, 'reset-link', 'wren')
  const [, token] = /https:\/\/community\.example\/reset-password\?token=(\S+)/.exec(stdout) ?? []
  expect(token).toBeTruthy()
  const visitor = here.guest()
  const reset = () => visitor.call('POST /api/reset-password', { body: { token: token ?? '', password: 'another long password' } })
  expect([(await reset()).status, (await reset()).status]).toEqual([204, 410])
  expect((await visitor.call('POST /api/sign-in', { body: { handle: 'wren', password: 'another long password' } })).status).toBe(200)
})

test('the index is made anew beside the running server, which goes on finding', async () => {
  const here = await world()
  const keeper = await here.coordinator()
  const { id: spaceId } = await keeper.must('POST /api/spaces', { body: { name: 'Open' } })
  const start = (title: string) => keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId }, body: { title, body: 'Words' } })
  const found = async (q: string) => (await keeper.must('GET /api/search', { query: { q } })).items.length
  await start('The first heron')
  expect(await found('heron')).toBe(1)
  await here.app.connection.collection('search_entries').deleteMany({})
  expect(await hearth(here, 'reindex')).toMatchObject({ code: 0, stdout: 'Everything can be found again.\n' })
  expect(await here.app.connection.collection('search_entries').countDocuments({ title: 'the first heron' })).toBe(1)
  await start('The second heron')
  expect(await found('heron')).toBe(2)
})

test('a handle that nobody has, and words that are no command, end with a line and a code', async () => {
  const here = await world()
  expect(await hearth(here, 'reset-link', 'nobody')).toMatchObject({ code: 1, stderr: 'Nobody has that handle.\n' })
  expect(await hearth(here, 'dance')).toMatchObject({ code: 64, stderr: expect.stringContaining('Usage: hearth') })
})
