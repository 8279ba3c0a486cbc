// Processes that tests trace, limit or kill: a server alone, and one that writes to itself until it dies.
import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export type Child = ChildProcessByStdio<Writable, Readable, null>

/** `before` is put in front of the command: a tracer, or a shell that sets limits. */
function spawnScript(script: string, args: string[], before: string[]): Child {
  const file = fileURLToPath(new URL(script, import.meta.url))
  const [command, ...rest] = [...before, process.execPath, file, ...args]
  return spawn(command!, rest, { stdio: ['pipe', 'pipe', 'inherit'] })
}

/** Writes single documents and transactions, and says which were acknowledged. */
export const spawnWriter = (path: string, round: string): Child => spawnScript('writer.mjs', [path, round], [])

export async function spawnServer(path: string, before: string[] = []): Promise<{ child: Child; uri: string }> {
  const child = spawnScript('server.mjs', [path], before)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, uri: line.toString().trim() }
}

export async function kill(child: Child, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  child.kill(signal)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
