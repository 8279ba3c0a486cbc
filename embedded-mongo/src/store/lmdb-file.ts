// The LMDB file: reads of its newest state and of snapshots, one transaction at a time that writes, and opening it anew when it has failed.
import type { Transaction as ReadTransaction, RootDatabase } from 'lmdb'
import { open } from 'lmdb'
import { CommandError } from '../errors.ts'
import { bytesCodec, readChunk, withAccept } from './codec.ts'
import { diskFault } from './disk-fault.ts'

export type Entry = { key: Buffer; value: Buffer }
export type RangeOptions = { start: Buffer; end: Buffer; reverse: boolean; limit: number; exclusiveStart?: boolean; inclusiveEnd?: boolean }

/** A test of a value where it lies; it must read all it wants at once and must not read from the store. */
export type Accept = (value: Buffer) => boolean

/** A piece of a range: what was accepted of it, how many were looked at, and the key to go on behind. */
export type Chunk = { entries: Entry[]; examined: number; last: Buffer | undefined }

/** Something to read from: the newest state, or the state as it was when a transaction began. */
export type View = {
  /** Undefined also for a value that is not accepted. */
  get(key: Buffer, accept?: Accept): Buffer | undefined
  range(options: RangeOptions, accept?: Accept): Chunk
  keys(options: RangeOptions): Buffer[]
  /** Whether it stays as it is. */
  isFixed: boolean
  /** Changes whenever the content may have changed. */
  version(): number
}

export type Snapshot = View & { close(): void }

/** What a view reads: a read transaction of LMDB's own, or the newest state where there is none. */
type Held = { transaction: ReadTransaction | undefined; isLost?: boolean }

export type FileOptions = {
  /** Beside a server that has the file open, in this process or another. */
  readOnly?: boolean
  /** False for a new file that whoever writes it syncs once at its end. */
  synced?: boolean
  /** Bytes that the file's map has room for at first; it grows by itself. */
  mapSize?: number
}

const MAX_READERS = 4096

export class LmdbFile {
  readonly #open: () => RootDatabase<Buffer, Buffer>
  readonly #readOnly: boolean
  #root: RootDatabase<Buffer, Buffer>
  #isClosed = false
  #version = 1
  /** Open snapshots of the state that is still the newest. */
  readonly #current = new Set<Held>()
  /** Open snapshots with a read transaction. */
  readonly #kept = new Set<Held>()
  readonly live: View

  constructor(path: string, { readOnly = false, synced = true, mapSize }: FileOptions = {}) {
    this.#readOnly = readOnly
    // overlappingSync would answer before the data is on the disk; noMemInit would put stray memory into the file.
    this.#open = () =>
      open<Buffer, Buffer>({
        path,
        noSubdir: true,
        ...bytesCodec,
        overlappingSync: false,
        noMemInit: false,
        maxReaders: MAX_READERS,
        readOnly,
        noSync: !synced,
        ...(mapSize !== undefined && { mapSize }),
      })
    this.#root = this.#open()
    this.live = this.#view({ transaction: undefined }, () => this.#version, false)
  }

  /**
   * A view that stays as it is now; it pins pages, so it lives only as long as a transaction. Until something else is about to be
   * written it is the newest state, and most snapshots are closed before: only then it becomes a read transaction of LMDB's own.
   * Where another process writes, it is one from the beginning.
   */
  snapshot(): Snapshot {
    const version = this.#version
    const held: Held = { transaction: this.#readOnly ? this.#root.useReadTransaction() : undefined }
    const among = this.#readOnly ? this.#kept : this.#current
    among.add(held)
    const close = () => {
      this.#current.delete(held)
      this.#kept.delete(held)
      held.transaction?.done()
      held.transaction = undefined
    }
    return { ...this.#view(held, () => version, true), close }
  }

  #keepSnapshots(): void {
    for (const held of this.#current) {
      held.transaction = this.#root.useReadTransaction()
      this.#kept.add(held)
    }
    this.#current.clear()
  }

  #view(from: Held, version: () => number, isFixed: boolean): View {
    const held = (): { transaction: ReadTransaction } => {
      if (from.isLost) throw new CommandError('SnapshotUnavailable', LOST, ['TransientTransactionError'])
      return from as { transaction: ReadTransaction }
    }
    return {
      isFixed,
      get: (key, accept) => withAccept(accept, () => this.#root.get(key, held())),
      range: (options, accept) => withAccept(accept, () => readChunk(this.#root.getRange({ ...options, ...held() }))),
      keys: options => [...this.#root.getKeys({ ...options, ...held() })],
      version,
    }
  }

  /** The number of keys in a range, counted inside LMDB. */
  count(start: Buffer, end: Buffer): number {
    return this.#root.getKeysCount({ start, end })
  }

  put(key: Buffer, value: Buffer): void {
    this.#root.putSync(key, value)
  }

  /** Puts a key behind all that there are, which fills pages to their end. */
  append(key: Buffer, value: Buffer): void {
    this.#root.putSync(key, value, { append: true })
  }

  remove(key: Buffer): void {
    this.#root.removeSync(key)
  }

  /** Runs a function whose puts are on the disk when this returns; if it throws, or the disk refuses, nothing of them is. */
  transact(run: () => void): void {
    if (this.#isClosed) this.#recover()
    this.#keepSnapshots()
    try {
      // The callback must return nothing: one that returned a promise would not be committed.
      this.#root.transactionSync((): void => {
        run()
      })
    } catch (error) {
      const fault = diskFault(error)
      if (fault !== undefined) this.#recover()
      throw fault ?? error
    } finally {
      this.#version++
    }
  }

  /**
   * When LMDB could not write the page that says which state is the newest, it refuses everything from then on, reads too; opened anew
   * it goes on from the last state. Snapshots end with what they were taken of.
   */
  #recover(): void {
    if (!this.#isClosed && this.#isSound()) return
    for (const held of this.#kept) lose(held)
    this.#kept.clear()
    // Closing is done when this returns; the promise is for writes under way, of which there are none.
    if (!this.#isClosed) void this.#root.close()
    this.#isClosed = true
    this.#root = this.#open()
    this.#isClosed = false
  }

  #isSound(): boolean {
    try {
      this.#root.transactionSync((): void => {})
      return true
    } catch {
      return false
    }
  }

  close(): Promise<void> {
    return this.#root.close()
  }
}

const LOST = 'Unable to read from a snapshot: the database was opened anew after a fault of the disk; please retry the operation.'

function lose(held: Held): void {
  held.isLost = true
  held.transaction?.done()
  held.transaction = undefined
}
