// Sends everybody away before the process ends, spread over time so that they do not all come back at once.
import { setTimeout as wait } from 'node:timers/promises'
import type { LiveServer } from './wire.ts'

/** Long enough for the last packets to leave. */
const farewellMs = 100

/** Each socket is told to come back after `comeBackInMs` and up to as long again, at random. */
export async function drainSockets(io: LiveServer, comeBackInMs: number) {
  const sockets = [...io.sockets.sockets.values()]
  for (const socket of sockets) socket.emit('server.closing', { comeBackInMs: Math.round(comeBackInMs * (1 + Math.random())) })
  if (sockets.length > 0) await wait(farewellMs)
  endAll(io)
}

/** Ends all connections and leaves the HTTP server, which is not ours, open. */
export async function closeSockets(io: LiveServer) {
  endAll(io)
  await io.sockets.adapter.close()
}

/** Those too that connected and never said what for: an open connection would keep the HTTP server from closing. */
function endAll(io: LiveServer) {
  io.local.disconnectSockets(true)
  io.engine.close()
}
