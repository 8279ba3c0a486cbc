// What meets a commit that is under way: the end of its session, another commit, an abort, the session's next transaction. Nothing acknowledged is lost.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Document } from 'bson'
import { type Binary, deserialize, Long, UUID } from 'bson'
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'
import { ask, message, section } from './raw.ts'

const database = useDatabase()
const STARTED = { startTransaction: true, autocommit: false }

const inTransaction = (lsid: object, number: number, command: Document): Document => ({
  ...command,
  lsid,
  txnNumber: Long.fromNumber(number),
  autocommit: false,
})

const inserting = (name: string, _id: number) => ({ insert: name, documents: [{ _id }], $db: 'test' })
const COMMIT = { commitTransaction: 1, $db: 'admin' }
const ABORT = { abortTransaction: 1, $db: 'admin' }

/** Commands that the server reads in one go, each on a connection of its own so that none waits for another's answer. */
async function askTogether(commands: Document[]): Promise<Document[]> {
  const sockets = await Promise.all(commands.map(open))
  const answers = sockets.map(answer)
  for (const [at, socket] of sockets.entries()) socket.write(message(section(commands[at]!)))
  return Promise.all(answers)
}

async function open(): Promise<Socket> {
  const socket = connect(join(database.path, 'mongodb.sock'))
  await once(socket, 'connect')
  return socket
}

async function answer(socket: Socket): Promise<Document> {
  const chunks: Buffer[] = []
  for await (const chunk of socket) {
    chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    if (bytes.length >= bytes.readInt32LE(0)) return deserialize(bytes.subarray(21))
  }
  throw new Error('the connection was closed')
}

const ROUNDS = 30
const meetings: [string, (lsid: { id: Binary }) => Document][] = [
  ['the session is killed', lsid => ({ killSessions: [lsid], $db: 'admin' })],
  ['it is sent a second time', lsid => inTransaction(lsid, 1, COMMIT)],
  ['the transaction is aborted', lsid => inTransaction(lsid, 1, ABORT)],
  ['every session is killed', () => ({ killAllSessions: [], $db: 'admin' })],
]

test.each(meetings)('a commit is answered with what it did when %s meanwhile', async (_, meets) => {
  const name = database.fresh().collectionName
  for (let round = 0; round < ROUNDS; round++) {
    const lsid = { id: new UUID() }
    expect(await ask(database.path, { ...inTransaction(lsid, 1, inserting(name, round)), ...STARTED })).toMatchObject({ ok: 1 })
    const commit = inTransaction(lsid, 1, COMMIT)
    const together = round % 3 === 0 ? [meets(lsid), commit] : [commit, meets(lsid)]
    const answers = await askTogether([...together, { ping: 1, $db: 'admin' }])
    const isThere = (await database.db.collection(name).countDocuments({ _id: round as never })) === 1
    const answered = answers[together.indexOf(commit)]!
    expect([answered.ok, answered.code]).toEqual(isThere ? [1, undefined] : [0, 251])
    expect((await ask(database.path, commit)).ok).toBe(isThere ? 1 : 0)
    // Whoever lost left no lock.
    await database.db.collection(name).updateOne({ _id: round as never }, { $set: { seen: true } }, { upsert: true })
  }
})

test("a session's next transaction, begun while the last is committed, commits what it writes and nothing else", async () => {
  const name = database.fresh().collectionName
  for (let round = 0; round < ROUNDS; round++) {
    const lsid = { id: new UUID() }
    const [first, second] = [round * 10, round * 10 + 1]
    await ask(database.path, { ...inTransaction(lsid, 1, inserting(name, first)), ...STARTED })
    const [committed, begun] = await askTogether([
      inTransaction(lsid, 1, COMMIT),
      { ...inTransaction(lsid, 2, inserting(name, second)), ...STARTED },
    ])
    expect(begun).toMatchObject({ ok: 1, n: 1 })
    expect(await ask(database.path, inTransaction(lsid, 2, COMMIT))).toMatchObject({ ok: 1 })
    const there = await database.db.collection(name).distinct('_id', { _id: { $gte: first, $lte: second } as never })
    expect(there).toEqual(committed!.ok === 1 ? [first, second] : [second])
  }
})
