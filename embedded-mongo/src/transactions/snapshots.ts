// The states of the store that snapshot sessions read from, each known by its cluster time, until nobody used it for a minute.
import type { Timestamp } from 'bson'
import type { ClusterClock } from '../cluster-time.ts'
import { CommandError } from '../errors.ts'
import type { Source } from '../plan/find.ts'
import type { Environment, Snapshot, View } from '../store/environment.ts'

/** A snapshot keeps pages of the file from being used again, so it is not kept for long, nor are there many. */
const IDLE_MILLISECONDS = 60_000
const MOST = 200

export type KeptSnapshot = { at: Timestamp; source: Source }
type Kept = KeptSnapshot & { snapshot: Snapshot; usedAt: number; closed: boolean }

export class Snapshots {
  readonly #environment: Environment
  readonly #clock: ClusterClock
  readonly #now: () => Date
  readonly #byTime = new Map<string, Kept>()

  constructor(environment: Environment, clock: ClusterClock, now: () => Date) {
    this.#environment = environment
    this.#clock = clock
    this.#now = now
  }

  /** The state of now, kept under a time of its own. */
  open(): KeptSnapshot {
    if (this.#byTime.size >= MOST) this.#close([...this.#byTime.values()][0]!)
    const snapshot = this.#environment.snapshot()
    const at = this.#clock.tick()
    const kept: Kept = { at, snapshot, usedAt: this.#now().getTime(), closed: false, source: { view: snapshot, overlay: () => undefined } }
    kept.source.view = guarded(kept)
    this.#byTime.set(at.toString(), kept)
    return kept
  }

  find(at: Timestamp): KeptSnapshot {
    const kept = this.#byTime.get(at.toString())
    if (kept === undefined) throw tooOld(at)
    kept.usedAt = this.#now().getTime()
    return kept
  }

  sweep(): void {
    const oldest = this.#now().getTime() - IDLE_MILLISECONDS
    for (const kept of this.#byTime.values()) if (kept.usedAt < oldest) this.#close(kept)
  }

  #close(kept: Kept): void {
    this.#byTime.delete(kept.at.toString())
    kept.closed = true
    kept.snapshot.close()
  }
}

/** Cursors may outlive their snapshot: what is read after its end is an error, not a read of freed memory. */
function guarded(kept: Kept): View {
  const { snapshot } = kept
  const open = (): View => {
    if (kept.closed) throw tooOld(kept.at)
    return snapshot
  }
  return {
    isFixed: true,
    get: (key, accept) => open().get(key, accept),
    range: (options, accept) => open().range(options, accept),
    keys: options => open().keys(options),
    version: () => snapshot.version(),
  }
}

const tooOld = (at: Timestamp): CommandError =>
  new CommandError('SnapshotTooOld', `Read timestamp ${at.toString()} is older than the oldest available timestamp.`)
