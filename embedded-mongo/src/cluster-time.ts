// The time that replies carry, so that clients can ask to read what they wrote, or what was there at a certain moment.
import { Binary, Long, Timestamp } from 'bson'
import { toBuffer } from './bson/raw.ts'
import { encode } from './language/value.ts'
import type { View } from './store/environment.ts'

export type ClusterTime = { operationTime: Timestamp; $clusterTime: Buffer }

/** Nothing is signed: there is nobody to check it. */
const UNSIGNED = { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO }

/** Moves on whenever something was written; the same object until then. */
export class ClusterClock {
  readonly #live: View
  readonly #now: () => Date
  #version = -1
  #last = Timestamp.fromBits(0, 0)
  #time: ClusterTime | undefined

  constructor(live: View, now: () => Date) {
    this.#live = live
    this.#now = now
  }

  current(): ClusterTime {
    const version = this.#live.version()
    if (this.#time === undefined || version !== this.#version) {
      this.#version = version
      this.#time = this.#next()
    }
    return this.#time
  }

  /** A time that no other reply has, for a snapshot. */
  tick(): Timestamp {
    this.#time = this.#next()
    return this.#time.operationTime
  }

  #next(): ClusterTime {
    const seconds = Math.max(Math.floor(this.#now().getTime() / 1000), this.#last.t)
    this.#last = new Timestamp({ t: seconds, i: seconds === this.#last.t ? this.#last.i + 1 : 1 })
    const fields = { clusterTime: this.#last, signature: UNSIGNED }
    return { operationTime: this.#last, $clusterTime: Buffer.from(toBuffer(encode(fields))) }
  }
}
