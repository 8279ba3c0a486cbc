// The store: one file that is read from, and group commit of everything written in one turn of the event loop.
import { type FileOptions, LmdbFile, type Snapshot, type View } from './lmdb-file.ts'

export type { Accept, Chunk, Entry, Snapshot, View } from './lmdb-file.ts'

type Job = {
  run(): unknown
  resolve(value: unknown): void
  reject(error: unknown): void
  result?: unknown
  error?: unknown
  failed?: boolean
}

export class Environment implements AsyncDisposable {
  readonly #file: LmdbFile
  #jobs: Job[] = []
  #scheduled = false
  #puts = 0
  #undo: (() => void)[] = []
  readonly live: View

  constructor(path: string, options: FileOptions = {}) {
    this.#file = new LmdbFile(path, options)
    this.live = this.#file.live
  }

  /** A view that stays as it is now; it pins pages, so it lives only as long as a transaction. */
  snapshot(): Snapshot {
    return this.#file.snapshot()
  }

  /** The number of keys in a range, counted inside LMDB. */
  count(start: Buffer, end: Buffer): number {
    return this.#file.count(start, end)
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
    this.#file.put(key, value)
  }

  /** Puts a key behind all that there are, which fills pages to their end. */
  append(key: Buffer, value: Buffer): void {
    this.#puts++
    this.#file.append(key, value)
  }

  remove(key: Buffer): void {
    this.#puts++
    this.#file.remove(key)
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
    try {
      this.#file.transact(() => {
        for (const job of jobs) this.#runJob(job)
      })
    } catch (error) {
      for (const undo of this.#undo.reverse()) undo()
      throw error
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
    await this.#file.close()
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
