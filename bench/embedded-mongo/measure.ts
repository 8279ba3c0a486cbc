// How the database is measured: how often a work is done in a second, how long one takes, and how long a ping waits beside it.
import type { Db } from 'mongodb'
import { median, quantile } from '../compare.ts'
import { processorSeconds } from '../servers.ts'
import type { Rig } from './rig.ts'

/** `processorUs` and `clientUs`: what the threads of the server and of the clients spend on one; who spends more is the bottleneck. */
export type Rate = { perSecond: number; p50Ms: number; p99Ms: number; processorUs: number; clientUs: number }
export type Work = (turn: number, client: number) => Promise<unknown>

/** Does the work again and again by so many clients at once, each waiting for its answer. */
export async function rate({ pace, server }: Rig, clients: number, work: Work): Promise<Rate> {
  const times: number[] = []
  const processor = processorSeconds(server)
  const mine = process.cpuUsage()
  const from = performance.now()
  const until = from + pace.seconds * 1_000
  let turn = 0
  const lane = async (client: number) => {
    while (performance.now() < until) {
      const began = performance.now()
      await work(turn++, client)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => lane(client)))
  const seconds = (performance.now() - from) / 1_000
  const { user, system } = process.cpuUsage(mine)
  return {
    perSecond: times.length / seconds,
    p50Ms: median(times),
    p99Ms: quantile(times, 0.99),
    processorUs: ((processorSeconds(server) - processor) * 1e6) / times.length,
    clientUs: (user + system) / times.length,
  }
}

/** Reference and work by turns, after a round of each that is as long as all and does not count: the median of each, and of the ratios of neighbours. */
export async function rates(rig: Rig, clients: number, reference: () => number | Promise<number>, work: Work) {
  const pairs: { reference: number; rate: Rate }[] = []
  await reference()
  await rate({ ...rig, pace: { ...rig.pace, seconds: rig.pace.seconds * rig.pace.rounds } }, clients, work)
  while (pairs.length < rig.pace.rounds) pairs.push({ reference: await reference(), rate: await rate(rig, clients, work) })
  const of = (figure: (pair: (typeof pairs)[number]) => number) => median(pairs.map(figure))
  return {
    reference: of(pair => pair.reference),
    hearth: of(pair => pair.rate.perSecond),
    ratio: of(pair => pair.rate.perSecond / pair.reference),
    more: {
      p50Ms: of(pair => pair.rate.p50Ms),
      p99Ms: of(pair => pair.rate.p99Ms),
      processorUs: of(pair => pair.rate.processorUs),
      clientUs: of(pair => pair.rate.clientUs),
    },
  }
}

/** The same work through the driver in one process: what a program that uses it sees. */
export async function byDriver({ pace, ...rig }: Rig, clients: number, work: Work) {
  const measured = await rates({ ...rig, pace: { ...pace, rounds: Math.ceil(pace.rounds / 2) } }, clients, () => 1, work)
  return { driverPerSecond: measured.hearth, driverP50Ms: measured.more.p50Ms, driverUs: measured.more.clientUs }
}

/** How long one work takes by itself, then the longest that a ping of another connection waits beside it: medians. */
export async function duration({ db, pace }: Rig, work: () => Promise<unknown>): Promise<{ ms: number; longestPingMs: number }> {
  const alone: number[] = []
  const pings: number[] = []
  await work()
  for (let round = 0; round < pace.rounds; round += 1) {
    const from = performance.now()
    await work()
    alone.push(performance.now() - from)
    pings.push(await longestPing(db, work()))
  }
  return { ms: median(alone), longestPingMs: median(pings) }
}

async function longestPing(db: Db, working: Promise<unknown>): Promise<number> {
  let over = false
  const done = working.finally(() => {
    over = true
  })
  let longest = 0
  while (!over) {
    const from = performance.now()
    await db.command({ ping: 1 })
    longest = Math.max(longest, performance.now() - from)
  }
  await done
  return longest
}
