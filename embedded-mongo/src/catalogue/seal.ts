// The catalogue's checksum: what all its entries say, folded into one number that every change of the catalogue carries on.
import { createHash } from 'node:crypto'
import type { Environment, View } from '../store/environment.ts'
import { CATALOGUE_SPACE, joinKey, spaceEnd, spaceStart } from '../store/keys.ts'

const SIZE = 32
const ALL = 1_000_000
const sealKey = joinKey(CATALOGUE_SPACE, Buffer.from('s'))

type Entry = { key: Buffer; value: Buffer }

/** Inside a write job. */
export function putSealed(environment: Environment, key: Buffer, value: Buffer): void {
  reseal(environment, key, value)
  environment.put(key, value)
}

/** Inside a write job. */
export function removeSealed(environment: Environment, key: Buffer): void {
  reseal(environment, key, undefined)
  environment.remove(key)
}

/** All entries of the catalogue but the checksum itself. */
export function catalogueEntries(view: View): Entry[] {
  const { entries } = view.range({ start: spaceStart(CATALOGUE_SPACE), end: spaceEnd(CATALOGUE_SPACE), reverse: false, limit: ALL })
  return entries.filter(({ key }) => !key.equals(sealKey))
}

/** Whether the catalogue is what was last written. */
export function isSealIntact(view: View): boolean {
  return (view.get(sealKey) ?? Buffer.alloc(SIZE)).equals(sealOf(catalogueEntries(view)))
}

/** Inside a write job: seals a catalogue that has no checksum yet. */
export function sealCatalogue(environment: Environment): void {
  environment.put(sealKey, sealOf(catalogueEntries(environment.live)))
}

function reseal(environment: Environment, key: Buffer, value: Buffer | undefined): void {
  const seal = Buffer.from(environment.live.get(sealKey) ?? Buffer.alloc(SIZE))
  const before = environment.live.get(key)
  if (before !== undefined) fold(seal, key, before)
  if (value !== undefined) fold(seal, key, value)
  environment.put(sealKey, seal)
}

function sealOf(entries: Entry[]): Buffer {
  const seal = Buffer.alloc(SIZE)
  for (const { key, value } of entries) fold(seal, key, value)
  return seal
}

/** Folding an entry in a second time takes it out again. */
function fold(seal: Buffer, key: Buffer, value: Buffer): void {
  const length = Buffer.allocUnsafe(4)
  length.writeUInt32BE(key.length, 0)
  const hash = createHash('sha256').update(length).update(key).update(value).digest()
  for (let at = 0; at < SIZE; at++) seal[at] = seal[at]! ^ hash[at]!
}
