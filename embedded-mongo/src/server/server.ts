// Listens on a Unix socket that only its owner may use, or on the loopback address where there are no such sockets.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo, Server as NetServer, Socket } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Engine } from '../engine.ts'
import { Connection } from './connection.ts'

const SOCKET_NAME = 'mongodb.sock'
/** Longer paths do not fit into a socket's address. */
const LONGEST_PATH = 100

export type Listening = { uri: string; address: string; close(): Promise<void> }

export async function listen(engine: Engine, folder: string, port: number | undefined): Promise<Listening> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    engine.connections.open++
    socket.once('close', () => {
      sockets.delete(socket)
      engine.connections.open--
    })
    new Connection(engine, socket, ++engine.connections.made)
  })
  const onPort = port !== undefined || process.platform === 'win32'
  const place = onPort ? await listenOnLoopback(server, port ?? 0) : await listenOnSocket(server, folder)
  const close = async () => {
    const closed = new Promise(resolve => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
    place.clean()
  }
  return { uri: `mongodb://${place.host}/?directConnection=true`, address: place.address, close }
}

type Place = { address: string; host: string; clean(): void }

async function listenOnSocket(server: NetServer, folder: string): Promise<Place> {
  const wanted = join(folder, SOCKET_NAME)
  const fits = Buffer.byteLength(wanted) <= LONGEST_PATH
  const path = fits ? wanted : join(mkdtempSync(join(tmpdir(), 'mongo-')), SOCKET_NAME)
  // The folder is locked, so a socket that lies there is left from a process that died.
  rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ path }, resolve))
  chmodSync(path, 0o600)
  return {
    address: path,
    host: encodeURIComponent(path),
    clean() {
      rmSync(path, { force: true })
      if (!fits) rmSync(dirname(path), { recursive: true, force: true })
    },
  }
}

async function listenOnLoopback(server: NetServer, port: number): Promise<Place> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} of 127.0.0.1 is in use`) : error)
    server.once('error', refuse).listen(port, '127.0.0.1', resolve)
  })
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { address, host: address, clean: () => undefined }
}
