// The door of the package: starts the server in a thread of its own and says where a MongoDB driver finds it.
import { Worker } from 'node:worker_threads'

export { backup, compact, restore } from './backup.ts'

import type { FromWorker, Start, ToWorker } from './messages.ts'

export type StartOptions = {
  /** The data folder; made if there is none. One process may have it open at a time. */
  path: string
  /**
   * Listens on this port of 127.0.0.1 instead of a socket in the folder, 0 for any that is free. There is no authentication:
   * every user of the machine can then read and write everything.
   */
  port?: number
  /** Rewrites the data file before it is opened, so that nothing deleted is left in it; needs as much space again. */
  compact?: boolean
  /** How many bytes one stage or sort of a query may hold in memory, 100 MB if it is not said. What needs more is ended by an error. */
  queryMemory?: number
  /** Lets clients make commands fail by `configureFailPoint`, for tests of what they do then. */
  failPoints?: boolean
  /** A clock for tests. The server looks at a copy of it that is renewed every few milliseconds. */
  clock?: () => Date
  /** Hears of what went wrong inside the server, and of connections that were refused. */
  log?: (event: string, details: Record<string, unknown>) => void
}

export type EmbeddedMongo = AsyncDisposable & {
  /** A connection string for the official driver or mongoose. */
  uri: string
  /** Writes a compacted copy, in which nothing deleted is left, to a folder that has none yet; a server can be started on it. */
  backup(folder: string): Promise<void>
  /** Resolves when everything answered is on the disk, the connections are closed and the folder is free. */
  close(): Promise<void>
}

const CLOCK_MILLISECONDS = 5
/** Of the thread's heap: a larger one is collected less often, but all at once, and meanwhile nobody is served. */
const YOUNG_MEGABYTES = 12

/** Opens the folder and listens. Rejects, with a sentence, if another process has the folder. */
export async function start(options: StartOptions): Promise<EmbeddedMongo> {
  const clock = shareClock(options.clock)
  const workerData: Start = {
    path: options.path,
    compact: options.compact === true,
    failPoints: options.failPoints === true,
    port: options.port,
    queryMemory: options.queryMemory,
    time: clock.time,
  }
  const worker = new Worker(workerFile(), { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } })
  const exited = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  let closing: Promise<void> | undefined
  try {
    const uri = await ready(worker, options.log)
    worker.unref()
    const close = () => (closing ??= stop(worker, exited).finally(clock.stop))
    return { uri, close, backup: folder => Promise.race([backUp(worker, folder), exited.then(gone)]), [Symbol.asyncDispose]: close }
  } catch (error) {
    clock.stop()
    throw error
  }
}

/** A thread cannot run TypeScript on every Node that this package runs on: from source, the built file is taken. */
function workerFile(): URL {
  const here = import.meta.url
  return new URL(here.endsWith('.ts') ? '../dist/worker.js' : './worker.js', here)
}

function ready(worker: Worker, log: StartOptions['log']): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve(message.uri)
      if (message.kind === 'failed') reject(new Error(message.message))
      if (message.kind === 'log') log?.(message.event, message.details)
    })
    worker.once('error', error => {
      log?.('server died', { error: error.stack ?? error.message })
      reject(error)
    })
    worker.once('exit', () => reject(new Error('the database server ended before it was ready')))
  })
}

function gone(): never {
  throw new Error('the database server has ended')
}

let backups = 0

function backUp(worker: Worker, path: string): Promise<void> {
  const id = ++backups
  return new Promise((resolve, reject) => {
    const listen = (message: FromWorker) => {
      if (message.kind !== 'backedUp' || message.id !== id) return
      worker.off('message', listen)
      if (message.error === undefined) resolve()
      else reject(new Error(message.error))
    }
    worker.on('message', listen)
    worker.postMessage({ kind: 'backup', id, path } satisfies ToWorker)
  })
}

async function stop(worker: Worker, exited: Promise<void>): Promise<void> {
  worker.ref()
  worker.postMessage({ kind: 'close' } satisfies ToWorker)
  await exited
}

function shareClock(clock: StartOptions['clock']): { time: Float64Array | undefined; stop: () => void } {
  if (clock === undefined) return { time: undefined, stop: () => undefined }
  const time = new Float64Array(new SharedArrayBuffer(8))
  const renew = () => {
    time[0] = clock().getTime()
  }
  renew()
  const timer = setInterval(renew, CLOCK_MILLISECONDS).unref()
  return { time, stop: () => clearInterval(timer) }
}
