// How lmdb gives us keys and values: copied out of its memory, unless a test looks at them where they lie and wants none of them.
import type { Accept, Chunk, Entry } from './environment.ts'

const LONGEST_KEY = 1978

let accept: Accept | undefined
/** While a test is at work, the key of the value that it looks at; made into a buffer of its own only if somebody wants it. */
const lastKey = Buffer.alloc(LONGEST_KEY)
let lastKeySize = 0

export const bytesCodec = {
  encoder: { encode: (value: Buffer): Buffer => value, decode: readValue },
  keyEncoder: { writeKey, readKey },
}

function writeKey(key: Buffer, target: Buffer, start: number): number {
  target.set(key, start)
  return start + key.length
}

function readKey(source: Buffer, start: number, end: number): Buffer | undefined {
  if (accept === undefined) return copy(source, start, end)
  lastKeySize = end - start
  for (let at = 0; at < lastKeySize; at++) lastKey[at] = source[start + at]!
  return undefined
}

/** lmdb's buffer is overwritten by the next read. Its own length property is the value's, unlike that of the memory behind it. */
function readValue(bytes: Buffer): Buffer | undefined {
  if (accept !== undefined && !accept(bytes)) return undefined
  return copy(bytes, 0, bytes.length)
}

/** Not `Buffer.copy`, which goes by the length property and would read past the value. */
function copy(source: Buffer, start: number, end: number): Buffer {
  const target = Buffer.allocUnsafe(end - start)
  target.set(new Uint8Array(source.buffer, source.byteOffset + start, end - start))
  return target
}

export function withAccept<T>(test: Accept | undefined, read: () => T): T {
  accept = test
  try {
    return read()
  } finally {
    accept = undefined
  }
}

export function readChunk(range: Iterable<{ key: Buffer; value: Buffer | undefined }>): Chunk {
  const entries: Entry[] = []
  const isTested = accept !== undefined
  let examined = 0
  let last: Buffer | undefined
  for (const { key, value } of range) {
    examined++
    if (!isTested) last = key
    if (value !== undefined) entries.push({ key: isTested ? copy(lastKey, 0, lastKeySize) : key, value })
  }
  if (isTested && examined > 0) last = copy(lastKey, 0, lastKeySize)
  return { entries, examined, last }
}
