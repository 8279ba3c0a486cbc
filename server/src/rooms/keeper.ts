// What happens to sessions by themselves with time: a co-facilitator takes over, one that nobody closes ends, and what was said is erased.
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { changeRoom } from './change-room.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { tick } from './people.ts'
import { desertedAt, endsByItselfAfterMs, graceOf, holderOf } from './state.ts'

/** A look at everything that may be due: also of what other servers changed. */
const lookEveryMs = 60_000
/** Timers hold no more than this; what is further away is found by a later look. */
const farthestMs = 2_000_000_000

export type Keeper = {
  /** A session changed: what comes next for it may have, too. */
  changed(doc: SessionDoc): void
  /** Does everything that is due by now. */
  runDue(): Promise<void>
  start(): void
  /** Resolves when nothing is under way. */
  stop(): Promise<void>
}

export function keeperOf(deps: RoomDeps & { clock: Clock; log: Log }): Keeper {
  const timers = new Map<string, NodeJS.Timeout>()
  const underWay = new Set<Promise<void>>()
  let look: NodeJS.Timeout | undefined
  let stopped = false

  function changed(doc: SessionDoc) {
    clearTimeout(timers.get(doc._id))
    timers.delete(doc._id)
    const at = nextFor(doc)
    if (at === null || stopped) return
    const wait = Math.min(farthestMs, Math.max(0, at - deps.clock.now().getTime()))
    timers.set(doc._id, setTimeout(() => attempt(() => come(doc._id)), wait).unref())
  }

  async function come(sessionId: string) {
    timers.delete(sessionId)
    const doc = await deps.store.byId(sessionId)
    if (!doc) return
    if (isToErase(doc, deps.clock.now())) await erase(deps, doc)
    else if (doc.stage === 'planned' || doc.stage === 'open') await tickOne(sessionId)
  }

  async function tickOne(sessionId: string) {
    const { before, after } = await changeRoom(deps, sessionId, doc => {
      if (doc.stage === 'called-off') return null
      const state = tick(doc.state, deps.clock.now().getTime())
      return state === doc.state ? null : { state }
    })
    if (after === before) changed(after)
  }

  async function runDue() {
    const open = await deps.store.find({ stage: { $in: ['planned', 'open'] } })
    const toErase = await deps.store.find({ erasedAt: null, eraseAt: { $lte: deps.clock.now() } })
    for (const doc of [...open, ...toErase]) {
      const at = nextFor(doc)
      if (at !== null && at <= deps.clock.now().getTime()) await come(doc._id)
      else changed(doc)
    }
  }

  function attempt(work: () => Promise<void>) {
    if (stopped) return
    const mine = work()
      .catch(error => deps.log.error({ err: error }, 'A session could not be looked after'))
      .finally(() => underWay.delete(mine))
    underWay.add(mine)
  }

  return {
    changed,
    runDue,
    start() {
      attempt(runDue)
      look = setInterval(() => attempt(runDue), lookEveryMs).unref()
    },
    async stop() {
      stopped = true
      clearInterval(look)
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(underWay)
    },
  }
}

/** When something is due for this session, in milliseconds since 1970; null when nothing is. */
export function nextFor({ stage, state, eraseAt, erasedAt }: SessionDoc): number | null {
  if (stage === 'over') return erasedAt || !eraseAt ? null : eraseAt.getTime()
  if (stage === 'called-off') return null
  const times = [state.plannedEndAt + endsByItselfAfterMs]
  const deserted = desertedAt(state)
  if (deserted !== null) times.push(deserted)
  if (state.facilitatorLostAt !== null && holderOf(state, 'co-facilitator')?.here) times.push(state.facilitatorLostAt + graceOf(state))
  return Math.min(...times)
}

function isToErase({ stage, eraseAt, erasedAt }: SessionDoc, now: Date) {
  return stage === 'over' && erasedAt === null && eraseAt !== null && eraseAt <= now
}

/** The key first: from then on nothing that is left anywhere can be read. A crash in between is taken up again. */
async function erase({ keys, store, clock, log, publish }: RoomDeps & { log: Log }, doc: SessionDoc) {
  const messages = doc.lastN
  await keys.destroy(doc._id)
  await store.removeSealed(doc._id)
  if (!(await store.markErased(doc._id, clock.now(), messages))) return
  log.info({ session: doc._id, messages }, 'What was said in a session was erased')
  publish.papers(doc._id)
}
