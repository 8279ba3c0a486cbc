// Posts what is due: sleeps until the next, looks again each minute for what clocks and other servers did, and lets one server alone take each.
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Outcome } from './post-it.ts'
import { noTime, type WaitingDoc, type WaitingStore } from './store.ts'
import { type Random, spread } from './when.ts'

/** Clocks may jump, and other servers may have taken something over. */
const lookEveryMs = 60_000
/** A server that died over a post is followed after this. */
export const claimMs = 20_000
/** What is later than this was not posted because nobody was there. */
const lateMs = 60_000

type Deps = { store: WaitingStore; postIt(doc: WaitingDoc): Promise<Outcome>; clock: Clock; log: Log; random: Random }
export type Worker = ReturnType<typeof workerOf>

export function workerOf({ store, postIt, clock, log, random }: Deps) {
  let timer: NodeJS.Timeout | undefined
  let wakesAt = Number.POSITIVE_INFINITY
  let underWay: Promise<void> | null = null
  let again = false
  let started = false
  let stopped = false

  async function runDue() {
    for (;;) {
      const now = clock.now()
      const doc = await store.claimDue(now, new Date(now.getTime() + claimMs))
      if (!doc) return
      await settle(doc)
    }
  }

  /** What is due without a name after nobody was there to post it would come in one row with the rest, and be known by that. */
  async function settle(doc: WaitingDoc) {
    const now = clock.now()
    if (doc.words.anonymous && doc.claimedUntil === null && now.getTime() - doc.dueAt!.getTime() > lateMs)
      return store.release(doc._id, { ...spread(now, random), held: null })
    await finish(doc)
  }

  async function finish(doc: WaitingDoc): Promise<Outcome> {
    try {
      const outcome = await postIt(doc)
      if ('posted' in outcome) await store.remove(doc._id)
      else await store.release(doc._id, { ...noTime, held: outcome.held })
      return outcome
    } catch (error) {
      log.error({ err: error }, 'A post that waits could not be posted yet')
      throw error
    }
  }

  /** One after the other; what is asked for meanwhile is looked for once more. */
  function run(): Promise<void> {
    if (underWay) {
      again = true
      return underWay
    }
    underWay = runDue()
      .catch(error => log.error({ err: error }, 'Posts that wait could not be looked after'))
      .then(sleep)
      .finally(() => {
        underWay = null
        if (again && !stopped) {
          again = false
          void run()
        }
      })
    return underWay
  }

  async function sleep() {
    if (stopped || !started) return
    const next = await store.nextDue().catch(() => null)
    wakeIn(next === null ? lookEveryMs : next.getTime() - clock.now().getTime())
  }

  function wakeIn(ms: number) {
    clearTimeout(timer)
    const wait = Math.min(lookEveryMs, Math.max(0, ms))
    wakesAt = clock.now().getTime() + wait
    timer = setTimeout(() => void run(), wait).unref()
  }

  return {
    /** Something waits until then: wakes in time for it. */
    waits(dueAt: Date | null) {
      if (dueAt && started && !stopped && dueAt.getTime() < wakesAt) wakeIn(dueAt.getTime() - clock.now().getTime())
    },
    finish,
    runDue,
    start() {
      started = true
      void run()
    },
    /** Resolves when nothing is under way. */
    async stop() {
      stopped = true
      clearTimeout(timer)
      await underWay
    },
  }
}
