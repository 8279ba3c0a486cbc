// One client's connection: cuts its bytes into messages, runs them one after the other, and writes the replies.
import type { Socket } from 'node:net'
import type { Client } from '../commands/context.ts'
import { Hangup, runCommand } from '../commands/run.ts'
import type { Engine } from '../engine.ts'
import { describeError } from '../errors.ts'
import { QueryError } from '../language/value.ts'
import { HEADER_SIZE, MAX_MESSAGE_SIZE, ProtocolError, readMessage, wantsReply } from '../wire/message.ts'
import { writeReply } from '../wire/reply.ts'

export class Connection {
  readonly #engine: Engine
  readonly #socket: Socket
  readonly #client: Client
  #pending: Buffer[] = []
  #pendingSize = 0
  #messages: Buffer[] = []
  #running = false

  constructor(engine: Engine, socket: Socket, id: number) {
    this.#engine = engine
    this.#socket = socket
    this.#client = { id, appName: undefined }
    socket.on('data', bytes => this.#receive(bytes))
    // A connection that breaks is the client's affair; what it had begun ends by itself.
    socket.on('error', () => socket.destroy())
  }

  #receive(bytes: Buffer): void {
    this.#pending.push(bytes)
    this.#pendingSize += bytes.length
    try {
      this.#cut()
    } catch (error) {
      this.#refuse(error)
    }
    // What a client sends ahead waits on its own side.
    if (this.#running) this.#socket.pause()
    else if (this.#messages.length > 0) void this.#run()
  }

  #cut(): void {
    while (this.#pendingSize >= HEADER_SIZE) {
      if (this.#pending[0]!.length < HEADER_SIZE) this.#join()
      const size = this.#pending[0]!.readInt32LE(0)
      if (size < HEADER_SIZE + 5 || size > MAX_MESSAGE_SIZE) throw new ProtocolError('a message of an impossible size')
      if (this.#pendingSize < size) return
      if (this.#pending[0]!.length < size) this.#join()
      const [first] = this.#pending
      this.#messages.push(first!.subarray(0, size))
      this.#pendingSize -= size
      if (first!.length === size) this.#pending.shift()
      else this.#pending[0] = first!.subarray(size)
    }
  }

  #join(): void {
    if (this.#pending.length > 1) this.#pending = [Buffer.concat(this.#pending)]
  }

  async #run(): Promise<void> {
    this.#running = true
    for (let message = this.#messages.shift(); message !== undefined; message = this.#messages.shift()) {
      try {
        await this.#answer(message)
        await this.#drain()
      } catch (error) {
        this.#refuse(error)
        break
      }
    }
    this.#running = false
    if (this.#socket.isPaused()) this.#socket.resume()
  }

  /** Until the client has read what it was answered, it is asked for nothing new. */
  async #drain(): Promise<void> {
    const socket = this.#socket
    if (!socket.writableNeedDrain || socket.destroyed) return
    await new Promise<void>(resolve => {
      const done = () => {
        socket.off('drain', done).off('close', done)
        resolve()
      }
      socket.on('drain', done).on('close', done)
    })
  }

  async #answer(bytes: Buffer): Promise<void> {
    let message: ReturnType<typeof readMessage>
    try {
      message = readMessage(bytes)
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
      if (wantsReply(bytes)) this.#send(bytes.readInt32LE(4), bytes.readInt32LE(12), describeError(error))
      return
    }
    const reply = await runCommand(this.#engine, message, this.#client)
    if (message.wantsReply) this.#send(message.requestId, message.opCode, reply)
  }

  #send(requestId: number, opCode: number, reply: Record<string, unknown>): void {
    if (this.#socket.destroyed) return
    const pieces = writeReply(requestId, opCode, reply)
    if (pieces.length > 1) this.#socket.cork()
    for (const piece of pieces) this.#socket.write(piece)
    if (pieces.length > 1) this.#socket.uncork()
  }

  #refuse(error: unknown): void {
    if (error instanceof Hangup) return void this.#socket.destroy()
    const reason = error instanceof Error ? error.message : String(error)
    this.#engine.log('connection refused', { connection: this.#client.id, reason })
    this.#messages = []
    this.#pending = []
    this.#pendingSize = 0
    this.#socket.destroy()
  }
}
