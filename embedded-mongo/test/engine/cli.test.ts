// The command that opens a data folder on a port, as a person would use it.
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { newFolder } from './database.ts'

const command = fileURLToPath(new URL('../../bin/embedded-mongo.mjs', import.meta.url))
const launch = (...words: string[]): ChildProcess => spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] })

async function run(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = launch(...words)
  const [out, err, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')])
  return { code, out, err }
}

test('a folder is opened on a port, for a client that finds the set by itself, until it is interrupted', async () => {
  const path = newFolder()
  const child = launch('--path', path, '--port', '0')
  const [chunk] = await once(child.stdout!, 'data')
  const uri = new URL(String(chunk).trim())
  expect(uri.hostname).toBe('127.0.0.1')
  const client = await new MongoClient(`mongodb://${uri.host}/?replicaSet=embedded`).connect()
  await client.db('test').collection('things').insertOne({ n: 1 })
  expect(await run('--path', path, '--port', '0')).toMatchObject({ code: 1, err: expect.stringMatching(/^embedded-mongo: .*in use by/) })
  const other = newFolder()
  expect(await run('--path', other, '--port', uri.port)).toMatchObject({
    code: 1,
    err: `embedded-mongo: port ${uri.port} of 127.0.0.1 is in use\n`,
  })
  await client.close()
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  for (const folder of [path, other]) rmSync(folder, { recursive: true })
})

test.each([
  [['--help'], 0, ''],
  [[], 64, 'embedded-mongo: --path is missing'],
  [['--path', 'x', '--port', 'y'], 64, 'embedded-mongo: --port is no port: y'],
  [['--path', 'x', '--colour'], 64, "embedded-mongo: Unknown option '--colour'"],
])('%j ends with %d', async (words, code, said) => {
  const result = await run(...words)
  expect(result.code).toBe(code)
  expect(result.err).toContain(said)
  expect(result.out + result.err).toContain('Usage: embedded-mongo --path FOLDER')
})
