// The engine without a server or a thread, for tests that say what time it is, look inside, or put commands exactly between others.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Document } from 'bson'
import { deserialize } from 'bson'
import { afterEach, beforeEach } from 'vitest'
import { runCommand } from '../../src/commands/run.ts'
import type { Engine } from '../../src/engine.ts'
import { openEngine } from '../../src/engine.ts'
import { decode, encode } from '../../src/language/value.ts'
import { writeReply } from '../../src/wire/reply.ts'
import { newFolder } from './database.ts'

export const START = new Date('2030-01-01T00:00:00Z').getTime()

/** OP_MSG, and what stands in front of its document. */
const MESSAGE = 2013
const HEADER_BYTES = 21

export type TestEngine = {
  engine: Engine
  now: number
  /** The answer as a driver reads it. */
  run(command: Document): Promise<Document>
  /** Closes the store and opens it again, as a new process does. */
  restart(): Promise<void>
}

/** One for each test, in a folder of its own. */
export function useEngine(): TestEngine {
  let folder: string
  const open = () =>
    openEngine(
      join(folder, 'data.mdb'),
      () => new Date(server.now),
      (event, details) => {
        throw new Error(`${event}: ${JSON.stringify(details)}`)
      },
    )
  const server: TestEngine = {
    engine: undefined as unknown as Engine,
    now: START,
    async run(command) {
      const args = decode(encode({ ...command, $db: 'test' }))
      const reply = await runCommand(
        server.engine,
        { requestId: 1, opCode: MESSAGE, wantsReply: true, args, documents: undefined },
        { id: 1, appName: undefined },
      )
      return deserialize(Buffer.concat(writeReply(1, MESSAGE, reply)).subarray(HEADER_BYTES))
    },
    async restart() {
      await server.engine.environment.close()
      server.engine = open()
    },
  }
  beforeEach(() => {
    folder = newFolder()
    server.now = START
    server.engine = open()
  })
  afterEach(async () => {
    await server.engine.environment.close()
    rmSync(folder, { recursive: true })
  })
  return server
}
