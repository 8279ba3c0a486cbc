// The reference of everything live: a bare Socket.IO 4 that sends a message of 1 kB to all of its clients for each POST, and to a room for each command.
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { commits } from './commit.ts'
import { listen } from './listen.ts'

const bytes = 1_000
const commit = commits()
let n = 0

/** What was posted is on the disk before it is sent, and sent before it is answered. */
const http = createServer(async (req, res) => {
  let posted = ''
  for await (const part of req) posted += part
  await commit(posted)
  n += 1
  io.emit('message', { n, text: 'x'.repeat(bytes) })
  res.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ n }))
})
const io = new Server(http)
type Ack = (answer: { ok: number }) => void

io.on('connection', socket => {
  socket.on('session.enter', async ({ sessionId }: { sessionId: string }, ack: Ack) => {
    await socket.join(sessionId)
    ack({ ok: n })
  })
  socket.on('session.say', async ({ sessionId, body }: { sessionId: string; body: string }, ack: Ack) => {
    await commit(body)
    n += 1
    io.to(sessionId).emit('session.said', { n, text: 'x'.repeat(bytes) })
    ack({ ok: n })
  })
})
listen(http)
