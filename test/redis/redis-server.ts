// A Redis of a test's own, on a free port, with nothing kept.
import { spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { freePort } from '../live/server-process.ts'

export async function redisServer(port?: number) {
  const at = port ?? (await freePort())
  const child = spawn('redis-server', ['--port', String(at), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', chunk => String(chunk).includes('Ready to accept') && resolve())
    child.once('exit', code => reject(new Error(`redis-server ended with ${code}`)))
  })
  return {
    port: at,
    url: `redis://127.0.0.1:${at}`,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
