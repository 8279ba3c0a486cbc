// Rows of the process itself: from its start to the first answer, and the memory it holds at rest and after a load.
import { compare, type Figures, median } from '../compare.ts'
import { ask } from '../load/requests.ts'
import { type Row, row } from '../report.ts'
import type { Seed } from '../seed.ts'
import { memoryOf, type Server, startHearth, startReference } from '../servers.ts'
import { get, type Pace, reply, type Stage } from '../stage.ts'

const starts = 5
/** What a server takes to come to rest after its start, in milliseconds. */
const restMs = 2_000

export async function* startRows(seed: Seed): AsyncGenerator<Row> {
  const dataDir = seed.copy()
  const compared = await compare(starts, {
    reference: () => firstAnswer(() => startReference('http')),
    hearth: () => firstAnswer(() => startHearth(dataDir)),
  })
  yield row({
    name: 'start to the first 200',
    unit: 'ms',
    reference: compared.reference.ms,
    hearth: compared.hearth.ms,
    ratio: compared.ratio.ms,
    goal: { atMost: 4 },
  })
}

/** From the start of the process to the last byte of its first page, which is the home page. */
async function firstAnswer(start: () => Promise<Server>): Promise<Figures<'ms'>> {
  await using server = await start()
  const answer = await fetch(`${server.url}/`)
  await answer.arrayBuffer()
  return answer.ok ? { ms: performance.now() - server.startedAtMs } : null
}

export async function* idleRows(seed: Seed, pace: Pace): AsyncGenerator<Row> {
  const rounds = pace.quick ? 1 : 3
  const [bare, ours]: [number[], number[]] = [[], []]
  let own = 0
  for (let round = 0; round < rounds; round += 1) {
    bare.push((await atRest(() => startReference('http'))).residentMiB)
    const memory = await atRest(() => startHearth(seed.copy()))
    ours.push(memory.residentMiB)
    own = memory.ownMiB
  }
  yield row({
    name: 'resident memory, idle',
    unit: 'MiB',
    reference: median(bare),
    hearth: median(ours),
    goal: { atMost: 2 },
    more: { ownMiB: own },
  })
}

async function atRest(start: () => Promise<Server>) {
  await using server = await start()
  await (await fetch(`${server.url}/`)).arrayBuffer()
  await new Promise(resolve => setTimeout(resolve, restMs))
  return memoryOf(server)
}

/** After all rows of reading and writing; then the same mixed load twice, which tells growth from warming up. */
export async function* memoryRows(stage: Stage): AsyncGenerator<Row> {
  const before = memoryOf(stage.hearth)
  await mixedLoad(stage)
  const once = memoryOf(stage.hearth)
  await mixedLoad(stage)
  const twice = memoryOf(stage.hearth)
  const bare = memoryOf(stage.reference).residentMiB
  const more = { ownMiB: twice.ownMiB, beforeMiB: before.residentMiB, ownBeforeMiB: before.ownMiB }
  yield row({ name: 'resident memory after the load', unit: 'MiB', reference: bare, hearth: twice.residentMiB, goal: null, more })
  yield row({
    name: 'own memory, after the load twice against once',
    unit: 'MiB',
    reference: once.ownMiB,
    hearth: twice.ownMiB,
    goal: null,
  })
}

async function mixedLoad({ hearth, seed, cookies, pace }: Stage) {
  const seconds = pace.seconds * 4
  const read = [
    get('/'),
    get('/api/spaces'),
    get(`/api/spaces/${seed.spaceId}/topics`),
    get(`/api/topics/${seed.thousand}/replies`),
    get('/', cookies[0]),
  ]
  await ask({ server: hearth, connections: 10, seconds, of: () => read })
  await ask({ server: hearth, connections: 10, seconds, of: writer => [reply(seed.written[writer]!, cookies[writer]!)] })
}
