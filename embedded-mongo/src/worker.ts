// The thread that the server runs in: opens the folder, listens, sweeps what has expired, and closes when it is told to.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { openEngine } from './engine.ts'
import type { FromWorker, Start, ToWorker } from './messages.ts'
import { listen } from './server/server.ts'
import { lockFolder } from './store/folder-lock.ts'
import { startSweeping } from './sweep.ts'

const port = parentPort!
const send = (message: FromWorker): void => port.postMessage(message)

async function open({ path, time }: Start): Promise<() => Promise<void>> {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const unlock = await lockFolder(path)
  try {
    const now = time === undefined ? () => new Date() : () => new Date(time[0]!)
    const engine = openEngine(join(path, 'data.mdb'), now, (event, details) => send({ kind: 'log', event, details }))
    const listening = await listen(engine, path)
    engine.address = listening.address
    const stopSweeping = startSweeping(engine)
    send({ kind: 'ready', uri: listening.uri })
    return async () => {
      await stopSweeping()
      await listening.close()
      await engine.environment.close()
      unlock()
    }
  } catch (error) {
    unlock()
    throw error
  }
}

const opened = open(workerData as Start)
opened.catch((error: unknown) => {
  send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  port.close()
})

port.on('message', (message: ToWorker) => {
  if (message !== 'close') return
  void opened
    .then(close => close())
    .then(() => {
      send({ kind: 'closed' })
      port.close()
    })
})
