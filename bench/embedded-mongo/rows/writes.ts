// Rows of writing: single inserts that are on the disk when they are answered, and what a reply in Hearth does to the database.
import { type ClientSession, Long, ObjectId } from 'mongodb'
import { type Goal, type Row, row } from '../../report.ts'
import { byDriver, rate, rates } from '../measure.ts'
import type { Rig } from '../rig.ts'

const body = 'Thank you for saying this, it is how my week went too. '.repeat(4)

/** Of retryable writes; a session counts its own upwards. */
let numbers = 0

export async function* insertRows(rig: Rig): AsyncGenerator<Row> {
  const plain = rig.db.collection('plain')
  await plain.insertOne({ turn: -1, body })
  const insert = (turn: number, client: number) =>
    rig.wire.ask(client, {
      insert: 'plain',
      documents: [{ _id: new ObjectId(), turn, body }],
      ordered: true,
      txnNumber: Long.fromNumber(++numbers),
    })
  for (const [clients, goal] of [
    [1, { atLeast: 0.5 }],
    [32, { atLeast: 4.2 }],
  ] as const) {
    const measured = await rates(rig, clients, rig.rawCommits, insert)
    const more = { ...measured.more, ...(await byDriver(rig, clients, turn => plain.insertOne({ turn, body }))) }
    yield row({ name: `insertOne, durable, ${clients} at once, to commits of lmdb`, unit: 'ops/s', goal, ...measured, more })
  }
}

type Parent = { _id: number; replies: number; title: string }
const writers = 10

/** A change of a topic: its parent is counted up and read, one reply is put, both are committed. */
export async function* transactionRows(rig: Rig): AsyncGenerator<Row> {
  const reply = await replies(rig)
  const ratioRow = async (name: string, clients: number, goal: Goal, parentOf: (client: number) => number) =>
    row({ name, unit: 'ops/s', goal, ...(await rates(rig, clients, rig.rawCommits, (_, client) => reply(parentOf(client)))) })
  yield row({
    name: 'transaction of a reply, 1 writer, to three pings and a commit',
    unit: 'ops/s',
    goal: { atLeast: 0.5 },
    ...(await rates(
      rig,
      1,
      () => leastPerSecond(rig),
      (_, client) => reply(client),
    )),
  })
  yield await ratioRow('the same, 10 writers on ten parents, to commits of lmdb', writers, { atLeast: 0.5 }, client => client)
  const together = async () =>
    (
      await rates(
        rig,
        writers,
        () => 1,
        (_, client) => reply(client),
      )
    ).hearth
  const measured = await rates({ ...rig, pace: { ...rig.pace, rounds: 1 } }, writers, together, () => reply(0))
  yield row({ name: '10 writers on one parent, to ten parents', unit: 'ops/s', goal: { atLeast: 0.5 }, ...measured })
}

/** What a transaction of three commands cannot be without: three ways to the server and back, and one commit of bare lmdb. */
async function leastPerSecond(rig: Rig): Promise<number> {
  const pings = await rate(rig, 1, () => rig.db.command({ ping: 1 }))
  return 1 / (3 / pings.perSecond + 1 / rig.rawCommits())
}

async function replies({ db, client }: Rig) {
  const parents = db.collection<Parent>('parents')
  const children = db.collection('children')
  await children.createIndex({ parent: 1, at: -1 })
  await parents.insertMany(Array.from({ length: writers }, (_, _id) => ({ _id, replies: 0, title: 'How was your week?' })))
  const write = async (session: ClientSession, parent: number) => {
    const counted = await parents.findOneAndUpdate({ _id: parent }, { $inc: { replies: 1 } }, { session, returnDocument: 'after' })
    await children.insertOne({ parent, position: counted?.replies, at: new Date(), body }, { session })
  }
  return (parent: number) => client.withSession(session => session.withTransaction(() => write(session, parent)))
}
