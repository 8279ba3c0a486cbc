// The crisis lines that may be shown: a number that nobody has checked can send somebody to a dead line, so production hides it.
import type { CrisisLine } from '@hearth/shared/site'
import { type CrisisLineRecord, crisisLines } from './crisis-lines.ts'

export type Surroundings = { demo: boolean; production: boolean }

/** All lines in the demo and in development, marked by `verifiedOn: null` where unchecked; only checked ones in production. */
export function crisisLinesFor({ demo, production }: Surroundings, records: readonly CrisisLineRecord[] = crisisLines): CrisisLine[] {
  const shown = demo || !production ? records : records.filter(({ verifiedOn }) => verifiedOn !== null)
  return shown.map(({ source: _source, toCheck: _toCheck, ...line }) => line)
}
