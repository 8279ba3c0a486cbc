// Keeps the index true: off the path of the write, from what is told and from what is found by looking; and holds it in memory for who asks.
import type { Changes } from '../db/change.ts'
import type { Log } from '../log.ts'
import { Problem } from '../problem.ts'
import type { Indexed } from './entry.ts'
import { heldIndex } from './held.ts'
import type { Memory } from './memory.ts'
import type { SearchStore } from './store.ts'

export type Keeper = ReturnType<typeof keeper>
export type KeeperDeps = {
  store: SearchStore
  kinds: Indexed[]
  changes: Changes
  log: Log /** Whether other servers change the index. */
  shared: boolean
}

/** Rises when a word would be brought to another term: then everything is indexed anew. */
const analysis = 1
/** What is written together waits so long for more, unless somebody asks. */
const gatherMs = 500
/** After a start, before what was missed is looked for: whoever starts wants pages first. */
const settleMs = 4_000
const sweepEveryMs = { alone: 15 * 60_000, shared: 60_000 } as const
/** Who asks waits so long for an index that is being made. */
const patienceMs = 8_000
/** Things that are brought up together. */
const together = 50

export function keeper({ store, kinds, changes, log, shared }: KeeperDeps) {
  const held = heldIndex(store, { shared })
  let begun: Promise<void> | null = null
  let under: Promise<void> = Promise.resolve()
  let waiting = 0
  let ended = false
  const timers: { gather?: NodeJS.Timeout; sweep?: NodeJS.Timeout } = {}
  const owed = new Map<Indexed, Set<string>>(kinds.map(kind => [kind, new Set()]))

  /** One after the other, whoever asks for it. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    waiting += 1
    under = under
      .catch(() => undefined)
      .then(work)
      .finally(() => {
        waiting -= 1
      })
    return under
  }

  function begin(): Promise<void> {
    begun ??= inTurn(async () => {
      await store.begin(analysis)
      await sweep()
    })
    begun.catch(() => {
      begun = null
    })
    return begun
  }

  /** Finds what was missed: by a crash between a change and the index, by an import, by another server that died. */
  async function sweep() {
    for (const kind of kinds) await lookThrough(kind)
    await bringUp()
    await held.catchUp()
  }

  async function lookThrough(kind: Indexed) {
    const [there, inIndex] = await Promise.all([kind.versions(), store.versionsOfAll(kind.name)])
    const known = new Map(inIndex.map(each => [each._id, each.version]))
    for (const { _id, version } of there) {
      if (known.get(_id) !== version) owed.get(kind)!.add(_id)
      known.delete(_id)
    }
    for (const _id of known.keys()) owed.get(kind)!.add(_id)
  }

  async function bringUp() {
    for (const [kind, ids] of owed) while (ids.size > 0) await bringUpSome(kind, ids)
  }

  async function bringUpSome(kind: Indexed, ids: Set<string>) {
    const some = [...ids].slice(0, together)
    for (const id of some) ids.delete(id)
    try {
      const { entries, versions, more, absent } = await kind.changed(await store.versionsOf(some))
      if (absent.length > 0) await changes.on('search', session => store.takeOut(session, absent))
      if (absent.length > 0) held.missed()
      if (versions.length > 0) held.wrote(await changes.on('search', session => store.write(session, kind.name, entries, versions)))
      for (const id of more) ids.add(id)
    } catch (error) {
      for (const id of some) ids.add(id)
      throw error
    }
  }

  function isUpToDate() {
    return waiting === 0 && held.isCurrent() && [...owed.values()].every(ids => ids.size === 0)
  }

  async function makeReady() {
    await begin()
    await inTurn(async () => {
      await bringUp()
      await held.catchUp()
    })
  }

  function soon() {
    if (timers.gather || ended) return
    timers.gather = setTimeout(() => {
      delete timers.gather
      makeReady().catch(error => {
        log.warn({ err: error }, 'The index of search falls behind')
        soon()
      })
    }, gatherMs).unref()
  }

  function later(ms: number, work: () => Promise<void>) {
    timers.sweep = setTimeout(() => {
      work()
        .catch(error => log.warn({ err: error }, 'The index of search could not be looked through'))
        .finally(() => !ended && later(sweepEveryMs[shared ? 'shared' : 'alone'], () => inTurn(sweep)))
    }, ms).unref()
  }

  return {
    /** Something happened in a thing of this kind. */
    touched(kindName: string, id: string) {
      owed.get(kinds.find(kind => kind.name === kindName)!)!.add(id)
      soon()
    },
    /** The index with everything in it that was told so far. Throws `unavailable` while it takes long to make. */
    async ready(): Promise<Memory> {
      if (!isUpToDate()) await inTime(makeReady())
      return held.memory()
    },
    /** The index as it is held just now, or null before it was read. */
    now: () => held.orNull(),
    start: () => later(settleMs, makeReady),
    /** Everything anew from what is stored. */
    async reindex() {
      await inTurn(async () => {
        await store.begin(analysis, { anew: true })
        held.forget()
        await sweep()
      })
    },
    async stop() {
      ended = true
      clearTimeout(timers.gather)
      clearTimeout(timers.sweep)
      await under.catch(() => undefined)
    },
  }
}

async function inTime(work: Promise<void>) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem('unavailable')), patienceMs)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
