// A collection that is filled unseen, and then takes the place of the one of its name in a single step, with that one's indexes.

import { randomBytes } from 'node:crypto'
import { Binary } from 'bson'
import { CommandError } from '../errors.ts'
import {
  type Catalogue,
  checkNames,
  discardSpace,
  dropCollection,
  findCollection,
  forget,
  markSpace,
  newCollection,
  newSpace,
  remember,
  saveCollection,
  unmarkSpace,
} from './catalogue.ts'
import type { Collection, Index } from './definitions.ts'
import { newIndex } from './definitions.ts'

export type Draft = { collection: Collection; replaced: Collection | undefined; indexes: readonly Index[] }

const spacesOf = ({ space, indexes }: Collection): number[] => [space, ...indexes.map(index => index.space)]

/** Inside a write job. Its spaces are marked as garbage in the store, so that nothing is left of it if the process ends before it is published. */
export function startDraft(catalogue: Catalogue, database: string, name: string): Draft {
  checkNames(database, name)
  const replaced = findCollection(catalogue, database, name)
  const indexes = replaced?.indexes ?? []
  const copies = indexes.map(index => ({ ...newIndex(index.name, newSpace(catalogue), index.given), ready: true }))
  const uuid = new Binary(randomBytes(16), Binary.SUBTYPE_UUID)
  // Said to be dropped until it is published: its state is not saved in the catalogue.
  const collection = { ...newCollection(database, name, newSpace(catalogue), uuid, copies, replaced), count: 0, dropped: true }
  for (const space of spacesOf(collection)) markSpace(catalogue, space)
  return { collection, replaced, indexes }
}

/** Inside a write job. */
export function publishDraft(catalogue: Catalogue, { collection, replaced, indexes }: Draft): void {
  const { database, name } = collection
  const current = findCollection(catalogue, database, name)
  if (current !== replaced || (current !== undefined && current.indexes !== indexes))
    throw new CommandError('CommandFailed', `collection ${database}.${name} or its indexes changed while $out was writing it anew`)
  if (current !== undefined) dropCollection(catalogue, current)
  remember(catalogue, collection)
  collection.dropped = false
  catalogue.environment.onRollback(() => {
    collection.dropped = true
    forget(catalogue, collection)
  })
  for (const space of spacesOf(collection)) unmarkSpace(catalogue, space)
  saveCollection(catalogue, collection)
}

/** Inside a write job. */
export function discardDraft(catalogue: Catalogue, { collection }: Draft): void {
  for (const space of spacesOf(collection)) discardSpace(catalogue, space)
}
