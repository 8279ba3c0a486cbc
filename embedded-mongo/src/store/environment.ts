// The LMDB environment: reads of the newest state and of snapshots, and group commit of everything written in one turn of the event loop.

import type { Transaction as ReadTransaction, RootDatabase } from 'lmdb'
import { open } from 'lmdb'
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

type Job = {
  run(): unknown
  resolve(value: unknown): void
  reject(error: unknown): void
  result?: unknown
  error?: unknown
  failed?: boolean
}

type Held = { transaction: ReadTransaction | undefined }

const MAX_READERS = 4096

export type EnvironmentOptions = {
  /** Beside a server that has the file open, in this process or another. */
  readOnly?: boolean
  /** False for a new file that whoever writes it syncs once at its end. */
  synced?: boolean
  /** Bytes that the file's map has room for at first; it grows by itself. */
  mapSize?: number
}

export class Environment implements AsyncDisposable {
  readonly #root: RootDatabase<Buffer, Buffer>
  readonly #readOnly: boolean
  #jobs: Job[] = []
  #scheduled = false
  #version = 1
  #puts = 0
  #undo: (() => void)[] = []
  /** Open snapshots of the state that is still the newest. */
  readonly #current = new Set<Held>()
  readonly live: View

  constructor(path: string, { readOnly = false, synced = true, mapSize }: EnvironmentOptions = {}) {
    this.#readOnly = readOnly
    // overlappingSync would answer before the data is on the disk; noMemInit would put stray memory into the file.
    this.#root = open<Buffer, Buffer>({
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
    if (!this.#readOnly) this.#current.add(held)
    const close = () => {
      this.#current.delete(held)
      held.transaction?.done()
      held.transaction = undefined
    }
    return { ...this.#view(held, () => version, true), close }
  }

  #keepSnapshots(): void {
    for (const held of this.#current) held.transaction = this.#root.useReadTransaction()
    this.#current.clear()
  }

  /** LMDB reads the newest state where `from` holds no transaction. */
  #view(from: Held, version: () => number, isFixed: boolean): View {
    const root = this.#root
    return {
      isFixed,
      get: (key, accept) => withAccept(accept, () => root.get(key, from as { transaction: ReadTransaction })),
      range: (options, accept) =>
        withAccept(accept, () => readChunk(root.getRange({ ...options, transaction: from.transaction as ReadTransaction }))),
      keys: options => [...root.getKeys({ ...options, transaction: from.transaction as ReadTransaction })],
      version,
    }
  }

  /** The number of keys in a range, counted inside LMDB. */
  count(start: Buffer, end: Buffer): number {
    return this.#root.getKeysCount({ start, end })
  }

  /**
   * Runs a job in the transaction that all jobs of this turn of the event loop share; resolves once it is on the disk.
   * A job checks everything before its first put: one that throws later makes all of its turn run again, each alone.
   */
  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ run, resolve: resolve as (value: unknown) => void, reject })
      if (!this.#scheduled) {
        this.#scheduled = true
        setImmediate(() => this.#flush())
      }
    })
  }

  /** The same at once: for what happens before anybody is served, and for a file of its own. */
  writeNow(run: () => void): void {
    const job: Job = { run, resolve: () => undefined, reject: () => undefined }
    this.#commit([job])
    if (job.failed) throw job.error
  }

  put(key: Buffer, value: Buffer): void {
    this.#puts++
    this.#root.putSync(key, value)
  }

  /** Puts a key behind all that there are, which fills pages to their end. */
  append(key: Buffer, value: Buffer): void {
    this.#puts++
    this.#root.putSync(key, value, { append: true })
  }

  remove(key: Buffer): void {
    this.#puts++
    this.#root.removeSync(key)
  }

  /** Says how a change of memory is taken back if the transaction of this turn fails. */
  onRollback(undo: () => void): void {
    this.#undo.push(undo)
  }

  #flush(): void {
    const jobs = this.#jobs
    this.#jobs = []
    this.#scheduled = false
    try {
      this.#commit(jobs)
    } catch (error) {
      if (jobs.length === 1) jobs[0]!.reject(error)
      else for (const job of jobs) this.#commitAlone(job)
      return
    }
    settle(jobs)
  }

  #commitAlone(job: Job): void {
    try {
      this.#commit([job])
      settle([job])
    } catch (error) {
      job.reject(error)
    }
  }

  #commit(jobs: Job[]): void {
    this.#undo = []
    this.#puts = 0
    this.#keepSnapshots()
    try {
      // The callback must return nothing: one that returned a promise would not be committed.
      this.#root.transactionSync((): void => {
        for (const job of jobs) this.#runJob(job)
      })
      this.#version++
    } catch (error) {
      this.#version++
      for (const undo of this.#undo.reverse()) undo()
      throw diskFault(error) ?? error
    } finally {
      this.#undo = []
    }
  }

  #runJob(job: Job): void {
    const before = this.#puts
    job.failed = false
    try {
      job.result = job.run()
    } catch (error) {
      if (this.#puts !== before) throw error
      job.failed = true
      job.error = error
    }
  }

  async close(): Promise<void> {
    if (this.#jobs.length > 0) this.#flush()
    await this.#root.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

function settle(jobs: Job[]): void {
  for (const job of jobs) {
    if (job.failed) job.reject(job.error)
    else job.resolve(job.result)
  }
}
