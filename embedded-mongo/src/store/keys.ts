// The layout of the one key space: four bytes that say whose record it is, then the record's own key.
import { createHash } from 'node:crypto'

/** Space 0 is the catalogue, 1 the remembered answers of retryable writes; collections and indexes are numbered from 16. */
export const CATALOGUE_SPACE = 0
export const SESSION_SPACE = 1
export const FIRST_SPACE = 16

/** LMDB takes keys up to 1,978 bytes with pages of 4 KB: an index entry holds a tuple of values and the key of a record. */
export const MAX_TUPLE_SIZE = 1400
export const MAX_ID_SIZE = 512
const HASH_SIZE = 32

export function joinKey(space: number, ...parts: Buffer[]): Buffer {
  let size = 4
  for (const part of parts) size += part.length
  const key = Buffer.allocUnsafe(size)
  key.writeUInt32BE(space, 0)
  let at = 4
  for (const part of parts) {
    key.set(part, at)
    at += part.length
  }
  return key
}

/** The first key after all that begin with these bytes. */
export function afterPrefix(prefix: Buffer): Buffer {
  const next = Buffer.from(prefix)
  for (let at = next.length - 1; at >= 0; at--) {
    if (next[at]! < 0xff) {
      next[at] = next[at]! + 1
      return next.subarray(0, at + 1)
    }
  }
  return Buffer.concat([prefix, Buffer.alloc(MAX_TUPLE_SIZE, 0xff)])
}

export const spaceStart = (space: number): Buffer => joinKey(space)
export const spaceEnd = (space: number): Buffer => joinKey(space + 1)

/** Bytes too long for a key: cut, with a hash that keeps different values apart. Their order is lost past the cut. */
export function cut(bytes: Buffer, limit: number): Buffer {
  if (bytes.length <= limit) return bytes
  const hash = createHash('sha256').update(bytes).digest()
  return Buffer.concat([bytes.subarray(0, limit - HASH_SIZE), hash])
}

/** A key as a string, for maps and sets. */
export const keyText = (key: Buffer): string => key.toString('latin1')
