// Looks at a data file before lmdb does, which ends the whole process over some of the faults that are told here in a sentence.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

export const DATA_FILE = 'data.mdb'

const HEADER_BYTES = 32
const SMALLEST_BYTES = 2 * 4096
const MAGIC_AT = 24
const MAGIC = 0xbeefc0de
const VERSION = 2

/** Throws a sentence if there is a file that is not one of ours or, unless it is only read, cannot be written to. */
export function checkDataFile(file: string, access: 'r' | 'r+' = 'r+'): void {
  const opened = openExisting(file, access)
  if (opened === undefined) return
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    const { size } = fstatSync(opened)
    readSync(opened, header, 0, HEADER_BYTES, 0)
    const isOurs = header.readUInt32LE(MAGIC_AT) === MAGIC && header.readUInt32LE(MAGIC_AT + 4) === VERSION
    if (size > 0 && (size < SMALLEST_BYTES || !isOurs)) throw new Error(`${file} is not a data file of this server, or is damaged`)
  } finally {
    closeSync(opened)
  }
}

function openExisting(file: string, access: 'r' | 'r+'): number | undefined {
  try {
    return openSync(file, access)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new Error(`${file} cannot be ${access === 'r' ? 'read' : 'written to'} (${code})`, { cause: error })
  }
}
