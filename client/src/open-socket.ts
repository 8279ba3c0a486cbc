// The one socket of a page: loaded last, as the heaviest part, and put away with the page.
import type { LiveSocket } from './live.ts'

export async function openSocket(): Promise<LiveSocket> {
  const { io } = await import('socket.io-client')
  const socket: LiveSocket = io({ transports: ['websocket', 'polling'], tryAllTransports: true, reconnectionDelayMax: 30_000 })
  // A page that is put away keeps no connection, so that it can be brought back as it was.
  addEventListener('pagehide', () => socket.disconnect())
  addEventListener('pageshow', event => event.persisted && socket.connect())
  return socket
}
