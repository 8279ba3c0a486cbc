// Rows of rooms: how long until the last in the room has heard, from the command and from the emit; many rooms at once; and what a person who is silent weighs.
import { compare, type Figures, quantile } from '../compare.ts'
import { type Rooms, rooms, type Talker } from '../load/rooms.ts'
import { type Goal, type Row, row } from '../report.ts'
import type { Seed } from '../seed.ts'
import { type Server, startHearth, startReference, weighed } from '../servers.ts'
import { type Pace, signIn } from '../stage.ts'
import { emitsOf, firstEmitOf } from './emits.ts'
import { openRooms, type Size } from './open-rooms.ts'

type Heard = 'commandP50' | 'commandP99' | 'emitP50' | 'emitP99'

const single = [30, 200]
const many: Size = { rooms: 50, people: 10 }
/** Milliseconds: each message is heard on its own; and of each of many rooms, at which people talk. */
const [gapMs, talkMs] = [8, 1_000]

const figures: { name: string; of: Heard; goal: Goal }[] = [
  { name: 'from the command, p50', of: 'commandP50', goal: { atMost: 1.5 } },
  { name: 'from the command, p99', of: 'commandP99', goal: { atMost: 2 } },
  { name: 'from the emit, p50', of: 'emitP50', goal: { atMost: 1.2 } },
  { name: 'from the emit, p99', of: 'emitP99', goal: { atMost: 1.3 } },
]

export async function* roomRows(seed: Seed, pace: Pace): AsyncGenerator<Row> {
  yield* fanOutRows(seed, pace)
  yield* memoryRows(seed)
}

async function* fanOutRows(seed: Seed, pace: Pace): AsyncGenerator<Row> {
  await using hearth = await startHearth(seed.copy(), { stamped: true })
  await using reference = await startReference('socket', { stamped: true })
  const cookies = await signIn(hearth.url, seed, 1)
  for (const people of single) {
    await using both = await inRooms(seed, { hearth, reference, cookie: cookies[0]! }, { rooms: 1, people })
    const compared = await compare(pace.rounds, {
      reference: hearing(reference, both.bare, pace.posts),
      hearth: hearing(hearth, both.ours, pace.posts),
    })
    for (const { name, of, goal } of figures) yield heardRow(`message in a room of ${people}, ${name}`, compared, of, goal)
  }
  await using both = await inRooms(seed, { hearth, reference, cookie: cookies[0]! }, many)
  const compared = await compare(pace.rounds, { reference: talking(both.bare, pace), hearth: talking(both.ours, pace) })
  for (const { name, of, goal } of figures.filter(({ of }) => of.startsWith('command')))
    yield heardRow(`${many.rooms} rooms of ${many.people} at once, ${name}`, compared, of as 'commandP50' | 'commandP99', goal)
}

type Sides = { hearth: Server; reference: Server; cookie: string }

async function inRooms(seed: Seed, { hearth, reference, cookie }: Sides, size: Size) {
  const [bare, ours] = [rooms(), rooms()]
  const talkers = await openRooms(hearth.url, seed, cookie, size)
  await ours.enter(hearth.url, talkers)
  await bare.enter(reference.url, withoutNames(talkers))
  return {
    bare,
    ours,
    async [Symbol.asyncDispose]() {
      await Promise.all([bare, ours].map(each => each[Symbol.asyncDispose]()))
    },
  }
}

function withoutNames(talkers: Talker[]): Talker[] {
  return talkers.map(({ sessionId }) => ({ headers: {}, sessionId }))
}

function hearing(server: Server, people: Rooms, count: number) {
  return async (): Promise<Figures<Heard>> => {
    await emitsOf(server.child)
    const deliveries = await people.talk({ count, gapMs })
    const emits = (await emitsOf(server.child)).filter(stamp => stamp.event === 'session.said')
    const fromCommand = deliveries.map(each => each.lastAtMs - each.postedAtMs)
    const fromEmit = deliveries.map(each => each.lastAtMs - firstEmitOf(each, emits))
    return {
      commandP50: quantile(fromCommand, 0.5),
      commandP99: quantile(fromCommand, 0.99),
      emitP50: quantile(fromEmit, 0.5),
      emitP99: quantile(fromEmit, 0.99),
    }
  }
}

/** In each room one message a second, all rooms at once. */
function talking(people: Rooms, { quick }: Pace) {
  return async (): Promise<Figures<'commandP50' | 'commandP99'>> => {
    const deliveries = await people.talk({ count: quick ? 4 : 10, gapMs: talkMs })
    const took = deliveries.map(each => each.lastAtMs - each.postedAtMs)
    return { commandP50: quantile(took, 0.5), commandP99: quantile(took, 0.99) }
  }
}

type Compared<Name extends string> = Record<'reference' | 'hearth' | 'ratio', Record<Name, number>>

function heardRow<Name extends string>(name: string, { reference, hearth, ratio }: Compared<Name>, of: Name, goal: Goal): Row {
  return row({ name, unit: 'ms', reference: reference[of], hearth: hearth[of], ratio: ratio[of], goal })
}

/** What the heap holds more once all have come, for each; those who came through the door by a call are in the room already. */
async function* memoryRows(seed: Seed): AsyncGenerator<Row> {
  await using hearth = await startHearth(seed.copy(), { weighed: true })
  await using reference = await startReference('socket', { weighed: true })
  const [cookie] = await signIn(hearth.url, seed, 1)
  const talkers = await openRooms(hearth.url, seed, cookie!, many)
  const ours = await eachWeighs(hearth, talkers)
  const bare = await eachWeighs(reference, withoutNames(talkers))
  yield row({ name: 'memory per idle socket in a room', unit: 'kB', reference: bare, hearth: ours, goal: null })
}

/** In kB; the first ones warm the server up. */
async function eachWeighs(server: Server, talkers: Talker[]): Promise<number> {
  await using people = rooms()
  const [first, rest] = [talkers.slice(0, 100), talkers.slice(100)]
  await people.enter(server.url, first)
  const before = await weighed(server)
  await people.enter(server.url, rest)
  const after = await weighed(server)
  return (after - before) / rest.length / 1_000
}
