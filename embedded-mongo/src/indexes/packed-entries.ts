// Many index entries as one piece of memory: as objects they would be most of what the thread's collector has to look at.
import type { Index } from '../catalogue/definitions.ts'
import { entryRecord, type IndexEntry } from './entries.ts'

/** The number of the index, and how long key and value are. */
const HEADER = 6
const FIRST_SIZE = 64 * 1024

export type PackedEntry = { index: Index; key: Buffer; value: Buffer; id: Buffer }

/** An entry is known by where it lies. */
export class PackedEntries {
  readonly #indexes: readonly Index[]
  #bytes = Buffer.allocUnsafe(FIRST_SIZE)
  size = 0

  constructor(indexes: readonly Index[]) {
    this.#indexes = indexes
  }

  add(index: Index, { key, value }: IndexEntry): number {
    const at = this.size
    this.#reserve(at + HEADER + key.length + value.length)
    const bytes = this.#bytes
    bytes.writeUInt16LE(this.#indexes.indexOf(index), at)
    bytes.writeUInt16LE(key.length, at + 2)
    bytes.writeUInt16LE(value.length, at + 4)
    bytes.set(key, at + HEADER)
    bytes.set(value, at + HEADER + key.length)
    this.size = at + HEADER + key.length + value.length
    return at
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(size * 2)
    larger.set(this.#bytes.subarray(0, this.size))
    this.#bytes = larger
  }

  /** By their keys, of which each index has its own beginning. */
  readonly compare = (a: number, b: number): number => {
    const bytes = this.#bytes
    return bytes.compare(bytes, b + HEADER, b + HEADER + this.#keySize(b), a + HEADER, a + HEADER + this.#keySize(a))
  }

  #keySize(at: number): number {
    return this.#bytes[at + 2]! | (this.#bytes[at + 3]! << 8)
  }

  read(at: number): PackedEntry {
    const index = this.#indexes[this.#bytes.readUInt16LE(at)]!
    const start = at + HEADER
    const end = start + this.#keySize(at)
    const key = this.#bytes.subarray(start, end)
    const value = this.#bytes.subarray(end, end + this.#bytes.readUInt16LE(at + 4))
    return { index, key, value, id: entryRecord(index, key, value) }
  }
}
