// What lmdb throws when the disk refuses a commit, as an error that a client can act on.
import { CommandError } from '../errors.ts'

const FULL: Record<number, string> = { 27: 'EFBIG', 28: 'ENOSPC', 122: 'EDQUOT' }
const REFUSED: Record<number, string> = { 1: 'EPERM', 13: 'EACCES', 30: 'EROFS' }
/** lmdb says EIO also of a write that ended early, which is what a disk does that becomes full. */
const CUT_SHORT = 5
/** lmdb's own number, and what its binding makes of it: it could not write the page that says which state is the newest. */
const PANIC = [-30_795, 22]

/** The error of a commit that the disk refused: nothing of it was done. Undefined if it was not the disk. */
export function diskFault(error: unknown): CommandError | undefined {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'number' || error instanceof CommandError) return undefined
  if (FULL[code] !== undefined) return new CommandError('OutOfDiskSpace', `the disk is full (${FULL[code]}): nothing was written`)
  if (code === CUT_SHORT) return new CommandError('OutOfDiskSpace', 'the disk is full or failing (EIO): nothing was written')
  if (REFUSED[code] !== undefined)
    return new CommandError('FileStreamFailed', `the disk cannot be written to (${REFUSED[code]}): nothing was written`)
  if (!PANIC.includes(code)) return undefined
  return new CommandError('FileStreamFailed', 'the disk failed in the middle of a commit: nothing was written')
}
