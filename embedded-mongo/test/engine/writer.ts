// Starts the process that writes until it is killed, and listens to what it says was acknowledged.
import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('writer.mjs', import.meta.url))

/** `before` is put in front of the command: a tracer, or a shell that sets limits. */
export function spawnWriter(path: string, round: string, before: string[] = []): ChildProcessByStdio<null, Readable, null> {
  const [command, ...args] = [...before, process.execPath, file, path, round]
  return spawn(command!, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}
