// The growing bytes of one index key: fixed-width numbers big-endian, texts escaped so that no key is the beginning of another.

const START_BYTES = 4_096

export class KeyWriter {
  length = 0
  /** What is written of texts that are values, if not they themselves. */
  fold: ((text: string) => string) | undefined
  private buffer = Buffer.allocUnsafe(START_BYTES)
  private static readonly instance = new KeyWriter()

  /** Keys are written one at a time, without awaiting in between: one buffer serves them all. */
  static shared(): KeyWriter {
    KeyWriter.instance.length = 0
    return KeyWriter.instance
  }

  byte(value: number): void {
    this.reserve(1)
    this.buffer[this.length++] = value
  }

  uint32(value: number): void {
    this.reserve(4)
    this.length = this.buffer.writeUInt32BE(value, this.length)
  }

  double(value: number): void {
    this.reserve(8)
    this.length = this.buffer.writeDoubleBE(value, this.length)
  }

  uint64(value: bigint): void {
    this.reserve(8)
    this.length = this.buffer.writeBigUInt64BE(value, this.length)
  }

  /** A whole number of up to 53 bits as 64; with the sign bit turned, negative numbers come first. */
  int64(value: number): void {
    const high = Math.floor(value / 0x100000000)
    this.uint32((high ^ 0x80000000) >>> 0)
    this.uint32(value - high * 0x100000000)
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.buffer.set(bytes, this.length)
    this.length += bytes.length
  }

  value(text: string): void {
    this.text(this.fold === undefined ? text : this.fold(text))
  }

  /** UTF-8; a zero becomes 0 255, and 0 0 ends the text. */
  text(value: string): void {
    this.reserve(value.length * 3 + 2)
    const start = this.length
    this.length += this.buffer.write(value, start, 'utf8')
    if (value.includes('\0')) this.escapeZeros(start)
    this.byte(0)
    this.byte(0)
  }

  private escapeZeros(start: number): void {
    const bytes = Buffer.from(this.buffer.subarray(start, this.length))
    this.length = start
    for (const value of bytes) {
      this.byte(value)
      if (value === 0) this.byte(255)
    }
  }

  invertFrom(start: number): void {
    const { buffer, length } = this
    for (let i = start; i < length; i++) buffer[i] = 255 - buffer[i]!
  }

  /** Valid until the next write. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }

  copy(): Buffer {
    const bytes = Buffer.allocUnsafe(this.length)
    this.buffer.copy(bytes, 0, 0, this.length)
    return bytes
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return
    const larger = Buffer.allocUnsafe((this.length + bytes) * 2)
    larger.set(this.view())
    this.buffer = larger
  }
}
