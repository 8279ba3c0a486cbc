// The index in memory, in step with the stored one: alone by what this process writes itself, with several servers by asking before each use.
import type { Entry } from './entry.ts'
import { type Memory, memory } from './memory.ts'
import type { SearchStore } from './store.ts'

type Written = { written: Entry[]; before: number; ord: number }

export function heldIndex(store: Pick<SearchStore, 'after'>, { shared }: { shared: boolean }) {
  let held: Memory | null = null
  let seen = 0
  let behind = true

  async function readInto(into: Memory) {
    for await (const part of store.after(seen))
      for (const { ord, ...entry } of part) {
        into.apply(entry)
        seen = ord
      }
  }

  return {
    isCurrent: () => !shared && !behind && held !== null,
    memory: () => held!,
    orNull: () => held,
    /** Alone nobody else writes, so what was just written need not be read. */
    wrote({ written, before, ord }: Written) {
      if (shared || behind || before !== seen || !held) {
        behind = true
        return
      }
      for (const entry of written) held.apply(entry)
      seen = ord
    },
    missed() {
      behind = true
    },
    forget() {
      ;[held, seen, behind] = [null, 0, true]
    },
    async catchUp() {
      if (held?.isStale()) [held, seen, behind] = [null, 0, true]
      if (!shared && !behind) return
      behind = false
      const into = held ?? memory()
      await readInto(into)
      held = into
    },
  }
}
