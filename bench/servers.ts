// The processes that are measured: each on a free port of this machine, known by its first address, ended by its own id.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, root } from './folders.ts'

/** `said`: what the process said of where it is. */
export type Server = AsyncDisposable & {
  url: string
  said: readonly string[]
  child: ChildProcess
  startedAtMs: number
  stop(): Promise<void>
}
type Options = { file: string; args?: string[]; env?: Record<string, string>; execArgv?: string[]; says?: RegExp }

/** How long a server may take to say where it is, or to end. */
const patienceMs = 30_000
const built = join(cache, 'reference')

/** References run as plain JavaScript, as Hearth does, so that no loader weighs on either. */
export function buildReferences() {
  mkdirSync(built, { recursive: true })
  writeFileSync(join(built, 'package.json'), '{ "type": "module" }')
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', join(root, 'bench/reference')], { stdio: 'inherit' })
}

type Watched = { stamped?: boolean; weighed?: boolean }

export function startReference(name: 'http' | 'socket', watched: Watched = {}) {
  return start({ file: join(built, `${name}.js`), env: { NODE_ENV: 'production' }, execArgv: watching(watched) })
}

/** The production build on a data folder; `execArgv` is for profiles. */
export function startHearth(dataDir: string, { execArgv = [], ...watched }: Watched & { execArgv?: string[] } = {}) {
  const env = { NODE_ENV: 'production', LOG_LEVEL: 'warn', HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir }
  return start({ file: join(root, 'server/dist/main.js'), env, execArgv: [...watching(watched), ...execArgv] })
}

function watching({ stamped = false, weighed = false }: Watched) {
  const stamps = ['--import', join(built, 'emit-stamps.js')]
  const weigh = ['--expose-gc', '--import', join(built, 'weigh.js')]
  return [...(stamped ? stamps : []), ...(weighed ? weigh : [])]
}

/** Bytes that its main thread holds in its heap and buffers, of a server that was started to be weighed. */
export function weighed({ child }: Server): Promise<number> {
  return new Promise(resolve => {
    child.once('message', bytes => resolve(bytes as number))
    child.send('weigh')
  })
}

export async function start({ file, args = [], env = {}, execArgv = [], says = /http:\/\/[\w.:]+/ }: Options): Promise<Server> {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, [...execArgv, file, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve(void process.off('exit', endWithUs))))
  const words = await firstWords(child, file, says)
  const stop = async () => {
    child.kill('SIGTERM')
    const last = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    await ended
    clearTimeout(last)
  }
  return { url: words[0]!, said: words, child, startedAtMs, stop, [Symbol.asyncDispose]: stop }
}

/** What the process says when it is ready. */
function firstWords(child: ChildProcess, file: string, says: RegExp): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let said = ''
    const tooLate = setTimeout(() => reject(new Error(`${file} did not say where it is`)), patienceMs)
    child.once('exit', code => reject(new Error(`${file} ended with ${code} before it was ready: ${said}`)))
    child.stdout!.on('data', (part: Buffer) => {
      said += part
      const words = says.exec(said)
      if (!words) return
      clearTimeout(tooLate)
      resolve(words)
    })
  })
}

/** Resident memory in MiB, and the part of it that is no file mapped into memory. */
export function memoryOf({ child }: Server): { residentMiB: number; ownMiB: number } {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const kiB = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN)
  return { residentMiB: kiB('VmRSS') / 1024, ownMiB: kiB('RssAnon') / 1024 }
}

/** Seconds of processor time that the process has used so far, all threads together; in steps of a hundredth. */
export function processorSeconds({ child }: Server): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])]
  return (userTicks + systemTicks) / 100
}
