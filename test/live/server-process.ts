// A server in a process of its own, from what was built, so that it can be killed as a machine kills it.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { databaseOf } from '../database.ts'

const main = join(import.meta.dirname, '../../server/dist/main.js')

export type ServerProcess = { url: string; kill(): Promise<void> }

export async function startServer(dataDir: string, port: number): Promise<ServerProcess> {
  if (!existsSync(main)) throw new Error('Build first: npm run build')
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    REGISTRATION: 'open',
    LOG_LEVEL: 'silent',
    ...databaseOf(dataDir),
  }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  onTestFinished(() => void child.kill('SIGKILL'))
  await ready(child)
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function ready(child: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      said += chunk
      if (said.includes('ready at')) resolve()
    })
    child.stderr?.on('data', chunk => {
      said += chunk
    })
    child.once('exit', code => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}

/** The same port each time, so that browsers find their way back. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
