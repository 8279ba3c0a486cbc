// The growing bytes of documents that are written one after the other: one buffer serves them all, since nothing waits while it is written to.
import { badValue } from './errors.ts'

const START_BYTES = 64 * 1024
/** A larger buffer is not kept for the next document. */
const MOST_KEPT_BYTES = 1024 * 1024
/** Longer texts are better written by the platform than one unit at a time. */
const SHORT_TEXT = 24

export class BsonWriter {
  length = 0
  #buffer = Buffer.allocUnsafe(START_BYTES)

  reset(): void {
    this.length = 0
    if (this.#buffer.length > MOST_KEPT_BYTES) this.#buffer = Buffer.allocUnsafe(START_BYTES)
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#buffer[this.length++] = value
  }

  int32(value: number): void {
    this.#reserve(4)
    this.length = this.#buffer.writeInt32LE(value, this.length)
  }

  double(value: number): void {
    this.#reserve(8)
    this.length = this.#buffer.writeDoubleLE(value, this.length)
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.length)
    this.length += bytes.length
  }

  /** The type of an element and its name. */
  element(type: number, name: string): void {
    this.byte(type)
    this.cstring(name)
  }

  cstring(text: string): void {
    if (text.includes('\0')) throw badValue('a document cannot be encoded: a name holds a zero byte')
    this.#text(text)
    this.byte(0)
  }

  string(text: string): void {
    const start = this.length
    this.int32(0)
    this.#text(text)
    this.byte(0)
    this.patch(start, this.length - start - 4)
  }

  #text(text: string): void {
    this.#reserve(text.length * 3 + 1)
    if (text.length > SHORT_TEXT || !this.#ascii(text)) this.length += this.#buffer.write(text, this.length, 'utf8')
  }

  /** False, with nothing written, if the text is more than ASCII. */
  #ascii(text: string): boolean {
    const { length } = this
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code > 127) return false
      this.#buffer[length + at] = code
    }
    this.length = length + text.length
    return true
  }

  /** Writes a size that is known only now. */
  patch(at: number, value: number): void {
    this.#buffer.writeInt32LE(value, at)
  }

  copy(): Buffer {
    const bytes = Buffer.allocUnsafe(this.length)
    this.#buffer.copy(bytes, 0, 0, this.length)
    return bytes
  }

  #reserve(bytes: number): void {
    if (this.length + bytes <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe((this.length + bytes) * 2)
    this.#buffer.copy(larger, 0, 0, this.length)
    this.#buffer = larger
  }
}
