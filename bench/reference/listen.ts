// What both references do alike: listen on a free port of this machine, say where, and end when told.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export function listen(server: Server) {
  server.listen(0, '127.0.0.1', () => process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`))
  process.once('SIGTERM', () => process.exit(0))
}
