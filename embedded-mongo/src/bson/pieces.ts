// Bytes that are put together out of many: small ones are joined as they come, so that a large whole is neither copied at its end nor at once.
const LARGE_BYTES = 64 * 1024

export class Pieces {
  size = 0
  readonly #joined: Buffer[] = []
  #small: Buffer[] = []
  #smallSize = 0

  add(bytes: Buffer): void {
    this.size += bytes.length
    if (bytes.length >= LARGE_BYTES) {
      this.#join()
      this.#joined.push(bytes)
      return
    }
    this.#small.push(bytes)
    this.#smallSize += bytes.length
    if (this.#smallSize >= LARGE_BYTES) this.#join()
  }

  /** In order, each but the last and those before a large one at least 64 kB long; nothing may be added any more. */
  finish(): readonly Buffer[] {
    this.#join()
    return this.#joined
  }

  #join(): void {
    if (this.#small.length === 0) return
    const whole = Buffer.allocUnsafe(this.#smallSize)
    let at = 0
    for (const bytes of this.#small) {
      whole.set(bytes, at)
      at += bytes.length
    }
    this.#joined.push(whole)
    this.#small = []
    this.#smallSize = 0
  }
}
