// Which records a scan of an index has given: only noted as long as each has one entry, looked up from when one may have more.
import { keyText } from '../store/keys.ts'

const SMALLEST = 256

export class Given {
  /** The keys so far, each behind its length, until somebody has to look one up. */
  #noted: Buffer = NONE
  #size = 0
  #keys: Set<string> | undefined

  constructor(mayRepeat: boolean) {
    if (mayRepeat) this.#keys = new Set()
  }

  /** Whether this one was given before; it is from now on. */
  has(key: Buffer, mayRepeat: boolean): boolean {
    if (this.#keys === undefined && !mayRepeat) this.#note(key)
    else return this.#isRepeated(keyText(key))
    return false
  }

  #note(key: Buffer): void {
    if (this.#size + 2 + key.length > this.#noted.length) {
      const larger = Buffer.allocUnsafe(Math.max(SMALLEST, this.#noted.length * 2, this.#size + 2 + key.length))
      larger.set(this.#noted.subarray(0, this.#size))
      this.#noted = larger
    }
    this.#size = this.#noted.writeUInt16BE(key.length, this.#size)
    this.#noted.set(key, this.#size)
    this.#size += key.length
  }

  #isRepeated(text: string): boolean {
    this.#keys ??= this.#known()
    if (this.#keys.has(text)) return true
    this.#keys.add(text)
    return false
  }

  #known(): Set<string> {
    const keys = new Set<string>()
    for (let at = 0; at < this.#size; ) {
      const length = this.#noted.readUInt16BE(at)
      keys.add(keyText(this.#noted.subarray(at + 2, at + 2 + length)))
      at += 2 + length
    }
    this.#noted = NONE
    return keys
  }
}

const NONE = Buffer.alloc(0)
