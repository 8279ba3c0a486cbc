// One open transaction: the snapshot it reads, the records it wrote, and the locks that keep others off them until it ends.
import type { Collection } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import type { IndexChange } from '../indexes/entries.ts'
import { indexChanges, recordKey } from '../indexes/entries.ts'
import type { Source } from '../plan/find.ts'
import type { Environment, Snapshot } from '../store/environment.ts'
import { keyText } from '../store/keys.ts'
import { duplicateKey } from '../write/duplicate-key.ts'
import { WriteConflict } from './conflict.ts'
import { Waiters } from './waiters.ts'

export type Written = { id: Buffer; bytes: Buffer | undefined }

/** Who holds which record or unique key; the text of a key names it. */
export type Locks = Map<string, Transaction>

const MOST_BYTES = 64 * 1024 * 1024

export class Transaction implements Source {
  view: Snapshot
  readonly finished: Promise<void>
  /** Collections that are there for this transaction alone, by namespace. */
  readonly made = new Map<string, Collection>()
  readonly written = new Map<Collection, Map<string, Written>>()
  usedAt: number
  /** Whether a finished statement depends on more than the records that are locked: the snapshot must then stay what it is. */
  hasRead = false
  /** How many changes it has made; a statement that made some cannot be run again. */
  changes = 0
  readonly waiters = new Waiters()
  #isWaiting = false
  readonly #environment: Environment
  readonly #locks: Locks
  readonly #held: string[] = []
  readonly #uniqueKeys = new Map<string, Buffer | null>()
  #bytes = 0
  #finish!: () => void
  state: 'open' | 'committing' | 'committed' | 'aborted' = 'open'

  constructor(environment: Environment, locks: Locks, now: number) {
    this.#environment = environment
    this.#locks = locks
    this.usedAt = now
    this.view = environment.snapshot()
    this.finished = new Promise(resolve => {
      this.#finish = resolve
    })
  }

  /**
   * Takes a newer snapshot if nothing was read that could have changed, once the other writer has ended. A wait has an end, and nobody
   * begins to wait for one who waits, so there are no circles.
   */
  async renew({ holder, key }: WriteConflict, milliseconds: number): Promise<boolean> {
    if (this.hasRead || (holder !== undefined && !(await this.#waitFor(holder, key, milliseconds)))) return false
    if (this.state !== 'open') return false
    this.view.close()
    this.view = this.#environment.snapshot()
    return true
  }

  async #waitFor(holder: Transaction, key: string, milliseconds: number): Promise<boolean> {
    if (milliseconds <= 0 || holder.#isWaiting) return false
    this.passOn()
    this.#isWaiting = true
    const isTurn = await holder.waiters.wait(key, this, milliseconds)
    this.#isWaiting = false
    return isTurn
  }

  /** Whoever waits for a record that this one may have had and has not taken need not wait. */
  passOn(): void {
    this.waiters.passOn(key => this.#locks.get(key) === this)
  }

  overlay(collection: Collection): ReadonlyMap<string, Written> | undefined {
    return this.written.get(collection)
  }

  read(collection: Collection, id: Buffer): Buffer | undefined {
    const written = this.written.get(collection)?.get(keyText(id))
    return written === undefined ? this.view.get(recordKey(collection, id)) : written.bytes
  }

  /** Lays a change over the snapshot; throws at once if anybody else wrote the record or one of its unique keys. */
  write(collection: Collection, id: Buffer, before: Buffer | undefined, after: Buffer | undefined): void {
    if (this.state !== 'open') throw ended()
    this.#lock(recordKey(collection, id))
    const changes = indexChanges(collection, id, before, after)
    for (const change of changes) if (change.index.unique) this.#claim(collection, change, id)
    for (const { index, removed, added } of changes) {
      if (!index.unique) continue
      for (const entry of removed) this.#uniqueKeys.set(keyText(entry.key), null)
      for (const entry of added) this.#uniqueKeys.set(keyText(entry.key), id)
    }
    this.#lay(collection, id, after)
    this.changes++
  }

  #lay(collection: Collection, id: Buffer, bytes: Buffer | undefined): void {
    this.#bytes += bytes?.length ?? 0
    if (this.#bytes > MOST_BYTES) throw writeTooLarge()
    const overlay = this.written.get(collection) ?? new Map<string, Written>()
    this.written.set(collection, overlay)
    overlay.set(keyText(id), { id, bytes })
  }

  #claim(collection: Collection, change: IndexChange, id: Buffer): void {
    for (const { key } of change.removed) this.#lock(key)
    for (const { key, tuple } of change.added) {
      const claimed = this.#uniqueKeys.get(keyText(key))
      const owner = claimed === undefined ? this.view.get(key) : claimed
      if (owner && !owner.equals(id)) throw duplicateKey(collection, change.index, tuple)
      this.#lock(key)
    }
  }

  /** First writer wins: a lock of another transaction or a newer committed state is a conflict. */
  #lock(key: Buffer): void {
    const text = keyText(key)
    const holder = this.#locks.get(text)
    if (holder === this) return
    if (holder !== undefined || this.#isStale(key)) throw new WriteConflict(holder, text)
    this.#locks.set(text, this)
    this.#held.push(text)
  }

  #isStale(key: Buffer): boolean {
    if (this.view.version() === this.#environment.live.version()) return false
    const then = this.view.get(key)
    const now = this.#environment.live.get(key)
    return then === undefined || now === undefined ? then !== now : !then.equals(now)
  }

  /** From here on nothing is read, so that the snapshot need not outlive the state that it shows. */
  beginCommit(): void {
    this.state = 'committing'
    this.view.close()
  }

  /** Ends it from outside; one that is being committed is not to be stopped. */
  abort(): void {
    if (this.state === 'open') this.end('aborted')
  }

  end(state: 'committed' | 'aborted'): void {
    if (this.state === 'committed' || this.state === 'aborted') return
    this.state = state
    this.view.close()
    for (const text of this.#held) this.#locks.delete(text)
    this.written.clear()
    this.made.clear()
    this.passOn()
    this.#finish()
  }
}

/** A statement that was still at work when its transaction ended may not lock anything any more. */
const ended = () => new CommandError('NoSuchTransaction', 'The transaction has ended meanwhile.', ['TransientTransactionError'])
const writeTooLarge = () => new CommandError('TransactionTooLarge', 'a transaction may write no more than 64 MB')
