// Starting and stopping the process: what it says, how it ends, and that no request is cut.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '../..')
const test = (name: string, run: () => Promise<void>) => base(name, { timeout: 90_000 }, run)

type Started = {
  child: ChildProcess
  out(): string
  err(): string
  ended: Promise<number | null>
  said(pattern: RegExp): Promise<RegExpExecArray>
}

/** Starts the built server in a folder of its own; it ends with the test. */
async function start(env: Record<string, string> = {}, args: string[] = []): Promise<Started & { folder: string }> {
  const folder = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'hearth-start-')))
  const child = spawn(process.execPath, ['server/dist/main.js', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATA_DIR: folder, ...env },
  })
  const words = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', text => (words.out += text))
  child.stderr.setEncoding('utf8').on('data', text => (words.err += text))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  })
  const said = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(words.out)
      if (found) return found
      const over = await Promise.race([ended.then(() => true), once(child.stdout, 'data').then(() => false)])
      if (over && !pattern.test(words.out)) throw new Error(`It ended before it said ${pattern}: ${words.out}${words.err}`)
    }
  }
  return { child, folder, out: () => words.out, err: () => words.err, ended, said }
}

const ready = /Hearth is ready at (http:\S+)/

test('a server with faults in its configuration names them all, and ends with 78', async () => {
  const server = await start({ PORT: 'many', LOG_LEVEL: 'loud', NODE_ENV: 'production', HOST: '0.0.0.0' })
  expect(await server.ended).toBe(78)
  expect(server.err()).toContain('The configuration has 4 faults:')
  for (const key of ['PORT', 'LOG_LEVEL', 'PUBLIC_URL', 'TRUST_PROXY']) expect(server.err()).toMatch(new RegExp(`^ {2}${key}: `, 'm'))
  expect(server.out()).toBe('')
})

test('the demo refuses to be reached from elsewhere', async () => {
  const server = await start({ HOST: '0.0.0.0' }, ['--demo'])
  expect(await server.ended).toBe(78)
  expect(server.err()).toContain('HOST: the demo')
})

test('the demo names the room in which a session goes on, and ends in the midst of it when it is told to', async () => {
  const server = await start({}, ['--demo'])
  const [address] = await server.said(/http:\S+\/sessions\/[\w-]+/)
  expect((await fetch(address, { redirect: 'manual' })).status).toBeLessThan(500)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(server.err()).toBe('')
})

test('a port that is taken is told in one line, and ends with 71', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  const server = await start({ PORT: String(port) })
  expect(await server.ended).toBe(71)
  expect(server.err()).toBe(`Port ${port} is taken. Set PORT to another one, or stop what uses it.\n`)
})

test('a database folder that another server holds is told in one line, and ends with 69', async () => {
  const first = await start()
  await first.said(ready)
  const second = await start({ DATA_DIR: first.folder })
  expect(await second.ended).toBe(69)
  expect(second.err().trim().split('\n')).toHaveLength(1)
  expect(second.err()).toMatch(/database/i)
})

test('the set-up link is printed while nobody has an account, works once, and is gone when somebody has', async () => {
  const first = await start({ LOG_LEVEL: 'error' })
  const [, url = ''] = await first.said(ready)
  const [link, path = ''] = await first.said(/http:\/\/[^\s/]+(\/set-up\S*)/)
  expect(first.out().split(link)).toHaveLength(2)
  expect((await fetch(url + path)).status).toBe(200)
  const token = /[=/]([\w-]{40,})/.exec(path)?.[1] ?? ''
  const body = new URLSearchParams({ token, handle: 'first', displayName: 'The First', password: 'a long enough password' })
  const send = () => fetch(`${url}${path.replace(/\?.*/, '')}`, { method: 'POST', body, redirect: 'manual', headers: { origin: url } })
  expect([200, 303]).toContain((await send()).status)
  expect((await send()).status).toBeGreaterThanOrEqual(400)
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  const again = await start({ DATA_DIR: first.folder })
  await again.said(ready)
  expect(again.out()).not.toContain('set-up')
})

test('a server that is told to end lets a request under way end, and takes no other', async () => {
  const server = await start()
  const [, url = ''] = await server.said(ready)
  const slow = request(`${url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url } })
  const answered = once(slow, 'response')
  await new Promise<void>(resolve => slow.write('{"handle":"somebody",', () => resolve()))
  await (await fetch(`${url}/api/health`)).text()
  server.child.kill('SIGTERM')
  await expect
    .poll(
      () =>
        fetch(`${url}/api/health`).then(
          () => 'open',
          () => 'closed',
        ),
      { timeout: 5_000 },
    )
    .toBe('closed')
  slow.end('"password":"a long enough password"}')
  const [response] = (await answered) as [{ statusCode: number; resume(): void }]
  response.resume()
  expect(response.statusCode).toBe(401)
  expect(await server.ended).toBe(0)
})

test('a server that is told to end ends with 0, and leaves its folder to the next at once', async () => {
  const first = await start()
  await first.said(ready)
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  const second = await start({ DATA_DIR: first.folder })
  await second.said(ready)
})
