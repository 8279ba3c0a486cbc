// The one socket of a page: loaded last, as the heaviest part, and put away with the page. WebSocket first; where that does not pass, polling.
import type { LiveSocket } from './live.ts'

/** Milliseconds after which a way that lets nothing through is given up. */
const timeout = 8_000

export async function openSocket(): Promise<LiveSocket> {
  const { io } = await import('socket.io-client')
  const socket: LiveSocket = io({ transports: ['websocket', 'polling'], timeout, reconnectionDelayMax: 30_000 })
  let passed = false
  socket.on('connect', () => {
    passed = true
  })
  // What stands between may refuse a WebSocket, or take it and let nothing through; either way the next try begins with polling.
  socket.io.on('reconnect_attempt', () => {
    if (!passed) socket.io.opts.transports = ['polling', 'websocket']
  })
  // A page that is put away keeps no connection, so that it can be brought back as it was.
  addEventListener('pagehide', () => socket.disconnect())
  addEventListener('pageshow', event => event.persisted && socket.connect())
  return socket
}
