// Tells what a row is made of: loads Hearth with one work under Node's profiler and prints where its time goes.
// `tsx bench/profile.ts 'topic of 20, HTML, guest' [connections]`; without a name, the works there are.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { median } from './compare.ts'
import { temporaryFolder } from './folders.ts'
import { ask, check, type Sent } from './load/requests.ts'
import { rooms } from './load/rooms.ts'
import { openRooms } from './rows/open-rooms.ts'
import { works } from './rows/pages.ts'
import { seed } from './seed.ts'
import { processorSeconds, startHearth } from './servers.ts'
import { paces, reply, type Stage, signIn } from './stage.ts'

type Profile = {
  /** In microseconds, as the times between samples are. */
  startTime: number
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
}

const seconds = 6
const shown = Number(process.env.SHOWN ?? 60)

async function profile(name: string, connections: number) {
  const folder = temporaryFolder('profile')
  const seeded = seed()
  const hearth = await startHearth(seeded.copy(), { execArgv: ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'] })
  const cookies = await signIn(hearth.url, seeded)
  const stage = { seed: seeded, cookies, hearth, pace: paces.full } as Stage
  await using load = name === 'message' ? await talking(stage) : await asking(name, stage, connections)
  await load.run()
  const fromUs = Number(process.hrtime.bigint() / 1_000n)
  say(`${name}: ${await load.run()}`)
  await hearth.stop()
  for (const file of readdirSync(folder)) say(top(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile, fromUs))
}

/** Runs the load, and tells how it went. */
type Load = AsyncDisposable & { run(): Promise<string> }

async function asking(name: string, stage: Stage, connections: number): Promise<Load> {
  const sent = sentBy(name, stage)
  await check(stage.hearth.url, sent(0))
  return {
    async run() {
      const told = await ask({ server: stage.hearth, connections, seconds, of: sent })
      return `${connections} at once, ${Math.round(told?.perSecond ?? 0)} requests/s, ${told?.processorMs.toFixed(3)} ms of processor for each`
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
}

/** In a room of thirty, one message after the other. */
async function talking({ seed, cookies, hearth }: Stage): Promise<Load> {
  const people = rooms()
  await people.enter(hearth.url, await openRooms(hearth.url, seed, cookies[0]!, { rooms: 1, people: 30 }))
  return {
    async run() {
      const before = processorSeconds(hearth)
      const heard = await people.talk({ count: 400, gapMs: 20 })
      const each = ((processorSeconds(hearth) - before) * 1_000) / heard.length
      const took = heard.map(({ postedAtMs, lastAtMs }) => lastAtMs - postedAtMs)
      return `heard after ${median(took).toFixed(1)} ms, ${each.toFixed(2)} ms of processor for each`
    },
    [Symbol.asyncDispose]: () => people[Symbol.asyncDispose](),
  }
}

function sentBy(name: string, stage: Stage): (connection: number) => Sent[] {
  if (name === 'reply') return writer => [reply(stage.seed.written[writer % 10]!, stage.cookies[writer % 12]!)]
  const work = works.find(each => each.name === name)
  if (!work) throw new Error(`The works are:\n${['message', 'reply', ...works.map(each => each.name)].join('\n')}`)
  return () => work.sent(stage)
}

type Times = Map<string, number>

/** Each function's own time once all is warm, then its time with all that it calls, in part of the time that the thread was not idle. */
function top({ startTime, nodes, samples, timeDeltas }: Profile, fromUs: number): string {
  const places = new Map(nodes.map(node => [node.id, placeOf(node.callFrame)]))
  const parents = new Map(nodes.flatMap(node => (node.children ?? []).map(child => [child, node.id] as const)))
  const [own, whole]: [Times, Times] = [new Map(), new Map()]
  let busy = 0
  let atUs = startTime
  for (const [at, sample] of samples.entries()) {
    const time = timeDeltas[at]!
    atUs += time
    if (places.get(sample)!.startsWith('(idle)') || atUs < fromUs) continue
    busy += time
    own.set(places.get(sample)!, (own.get(places.get(sample)!) ?? 0) + time)
    for (const place of callersOf(sample)) whole.set(place, (whole.get(place) ?? 0) + time)
  }
  return [`\nbusy ${Math.round(busy / 1_000)} ms; own time`, ...largest(own, busy), 'with what it calls', ...largest(whole, busy)].join(
    '\n',
  )

  /** A function that calls itself counts once. */
  function callersOf(sample: number): Set<string> {
    const found = new Set<string>()
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) found.add(places.get(id)!)
    return found
  }
}

function placeOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']) {
  return `${functionName || '(anonymous)'} ${url.replace(/^.*?\/(node_modules|server|embedded-mongo|client|shared)\//, '$1/')}:${lineNumber + 1}`
}

function largest(times: Times, busy: number) {
  const first = [...times].sort(([, a], [, b]) => b - a).slice(0, shown)
  return first.map(([place, time]) => `${((100 * time) / busy).toFixed(1).padStart(5)} %  ${place}`)
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}

await profile(process.argv[2] ?? '', Number(process.argv[3] ?? 10))
