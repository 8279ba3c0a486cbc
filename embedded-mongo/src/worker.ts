// The thread that the server runs in: opens the folder, listens, sweeps what has expired, backs up and closes when it is told to.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { compactFile, writeBackup } from './backup.ts'
import { openEngine } from './engine.ts'
import { limitMemory } from './language/memory.ts'
import type { FromWorker, Start, ToWorker } from './messages.ts'
import { listen } from './server/server.ts'
import { DATA_FILE } from './store/data-file.ts'
import { lockFolder } from './store/folder-lock.ts'
import { startSweeping } from './sweep.ts'

const port = parentPort!
const send = (message: FromWorker): void => port.postMessage(message)

type Opened = { close(): Promise<void>; backup(folder: string): Promise<void> }

async function open({ path, compact, failPoints, port, queryMemory, time }: Start): Promise<Opened> {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const unlock = await lockFolder(path, leave)
  if (queryMemory !== undefined) limitMemory(queryMemory)
  try {
    const now = time === undefined ? () => new Date() : () => new Date(time[0]!)
    if (compact) await compactFile(path, now())
    const engine = openEngine(join(path, DATA_FILE), now, (event, details) => send({ kind: 'log', event, details }), failPoints)
    const listening = await listen(engine, path, port)
    engine.address = listening.address
    const stopSweeping = startSweeping(engine)
    send({ kind: 'ready', uri: listening.uri })
    let backups = Promise.resolve()
    return {
      async close() {
        await Promise.all([stopSweeping(), backups])
        await listening.close()
        await engine.environment.close()
        unlock()
      },
      backup(folder) {
        const made = backups.then(() => writeBackup(engine.environment, folder))
        backups = made.catch(() => undefined)
        return made
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Another process has the folder: nothing more may be written, not even what is under way, so the thread ends where it stands. */
function leave(): never {
  throw new Error('the data folder was taken by another process')
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const opened = open(workerData as Start)
opened.catch((error: unknown) => {
  send({ kind: 'failed', message: sentence(error) })
  port.close()
})

port.on('message', (message: ToWorker) => {
  if (message.kind === 'backup') void backup(message.id, message.path)
  else void close()
})

async function backup(id: number, path: string): Promise<void> {
  const error = await opened.then(server => server.backup(path)).then(() => undefined, sentence)
  send({ kind: 'backedUp', id, error })
}

async function close(): Promise<void> {
  await (await opened).close()
  send({ kind: 'closed' })
  port.close()
}
