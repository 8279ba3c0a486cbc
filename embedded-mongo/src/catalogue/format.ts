// The format of the data folder: a number that is stored with the data, the steps that bring an older one up to date, and no way into a newer one.
import type { Environment, View } from '../store/environment.ts'
import { CATALOGUE_SPACE, joinKey } from '../store/keys.ts'
import { isSealIntact, putSealed, sealCatalogue } from './seal.ts'

const formatKey = joinKey(CATALOGUE_SPACE, Buffer.from('f'))

/** Step n, inside a write job, makes format n + 2 of format n + 1, in which no number was stored yet. */
const STEPS: readonly ((environment: Environment) => void)[] = [sealCatalogue]

export const FORMAT = STEPS.length + 1

/** Before anything else is read: throws a sentence if the data is newer than this program, or not what was written. */
export function openFormat(environment: Environment): void {
  const format = formatOf(environment.live)
  if (format < FORMAT) environment.writeNow(() => upgrade(environment, format))
  checkFormat(environment.live)
}

/** Throws a sentence unless the data is of this format and its catalogue is intact. */
export function checkFormat(view: View): void {
  const format = formatOf(view)
  if (format < FORMAT) throw new Error(`the data is of format ${format}; start a server on it once, which brings it to format ${FORMAT}`)
  if (format > FORMAT) {
    throw new Error(`the data is of format ${format}, which is newer than this program knows (${FORMAT}): start it with the newer program`)
  }
  if (!isSealIntact(view)) throw new Error('the data is damaged: the catalogue does not match its checksum; restore a backup')
}

/** A folder without anything is as new as can be once it has gone through all steps. */
function formatOf(view: View): number {
  return view.get(formatKey)?.readUInt32BE(0) ?? 1
}

function upgrade(environment: Environment, from: number): void {
  for (const step of STEPS.slice(from - 1)) step(environment)
  const format = Buffer.alloc(4)
  format.writeUInt32BE(FORMAT, 0)
  putSealed(environment, formatKey, format)
}
