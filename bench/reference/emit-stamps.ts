// Loaded before a Socket.IO server, reference and Hearth alike: keeps the time at which each emit began, and gives the times when asked.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

export type EmitStamp = { event: string; atMs: number }

let stamps: EmitStamp[] = []

// The class of `io.to()` is not exported, so its prototype is taken from an instance.
const spare = new Server(createServer())
const broadcast = Object.getPrototypeOf(spare.to('any')) as { emit(event: string, ...args: unknown[]): boolean }
const { emit } = broadcast
broadcast.emit = function stamped(event, ...args) {
  stamps.push({ event, atMs: Number(process.hrtime.bigint()) / 1e6 })
  return emit.call(this, event, ...args)
}
void spare.close()

process.on('message', message => {
  if (message !== 'stamps') return
  process.send?.(stamps)
  stamps = []
})
process.channel?.unref()
