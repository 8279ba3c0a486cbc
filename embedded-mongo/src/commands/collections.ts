// Collections and databases: made, dropped, listed, changed, measured.
import { Binary, Int32, Long } from 'bson'
import { dropCollection, findCollection, requireCollection, saveCollection, setValidation } from '../catalogue/catalogue.ts'
import type { Collection, Index } from '../catalogue/definitions.ts'
import { hasKey, isTrue } from '../catalogue/definitions.ts'
import { newValidation, VALIDATION_OPTIONS, type Validation, validationToDoc } from '../catalogue/validation.ts'
import { CommandError } from '../errors.ts'
import { equalValues } from '../language/compare.ts'
import type { Collation } from '../language/match.ts'
import { compileCollation, compileFilter } from '../language/match.ts'
import type { Doc } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import { visibleCollection, writableCollection } from '../transactions/made.ts'
import type { Command, Context, Reply } from './context.ts'
import { docOption, requireAdmin, textOption } from './context.ts'
import { listReply } from './indexes.ts'
import { measureDatabase } from './sizes.ts'

/** Makes an empty collection; collections with special abilities are refused by the name of the option. */
export const create: Command = {
  options: ['create', 'collation', ...VALIDATION_OPTIONS],
  onlyFalse: ['capped'],
  transactional: true,
  async run(context) {
    const make = () => makeNew(context, textOption(context, 'create'))
    if (context.transaction === undefined) await context.engine.environment.write(make)
    else make()
    return {}
  },
}

/** What is there already with the same options is as good as made. */
function makeNew(context: Context, name: string): void {
  const collation = compileCollation(docOption(context, 'collation'))
  const validation = readValidation(context, {}, collation)
  const existing = visibleCollection(context, name)
  if (existing === undefined) writableCollection(context, name, { collation, validation })
  else if (existing.collation?.key !== collation?.key || !equalValues(validationToDoc(existing.validation), validationToDoc(validation)))
    throw new CommandError('NamespaceExists', `Collection ${context.database}.${name} already exists with other options.`)
}

/** What is asked for over what there is. */
function readValidation(context: Context, before: Doc, collation: Collation | undefined): Validation | undefined {
  const validator = docOption(context, 'validator')
  const { validationLevel, validationAction } = context.args
  const asked = {
    ...(validator !== undefined && { validator }),
    ...(validationLevel !== undefined && { validationLevel }),
    ...(validationAction !== undefined && { validationAction }),
  }
  return newValidation({ ...before, ...asked }, context.database, collation)
}

export const drop: Command = {
  options: ['drop'],
  async run(context) {
    const { catalogue, environment } = context.engine
    const collection = findCollection(catalogue, context.database, textOption(context, 'drop'))
    if (collection === undefined) return {}
    await environment.write(() => {
      if (!collection.dropped) dropCollection(catalogue, collection)
    })
    return { ns: collection.namespace, nIndexesWas: collection.indexes.length + 1 }
  },
}

export const dropDatabase: Command = {
  options: ['dropDatabase'],
  async run(context) {
    const { catalogue, environment } = context.engine
    await environment.write(() => {
      for (const collection of [...(catalogue.databases.get(context.database)?.values() ?? [])]) dropCollection(catalogue, collection)
    })
    return { dropped: context.database }
  },
}

export const listCollections: Command = {
  options: ['listCollections', 'filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  run(context) {
    const filter = compileFilter(docOption(context, 'filter') ?? {})
    const collections = [...(context.engine.catalogue.databases.get(context.database)?.values() ?? [])]
    const described = collections.map(describeCollection).filter(doc => filter.matches(doc))
    const shown = isTrue(context.args.nameOnly) ? described.map(({ name, type }) => ({ name, type })) : described
    return listReply(context, `${context.database}.$cmd.listCollections`, shown)
  },
}

function describeCollection(collection: Collection): Doc {
  const idIndex = { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' }
  return {
    name: collection.name,
    type: 'collection',
    options: { ...validationToDoc(collection.validation), ...(collection.collation && { collation: collection.collation.spec }) },
    info: { readOnly: false, uuid: new Binary(collection.uuid.value(), 4) },
    idIndex,
  }
}

const MEGABYTE = 1024 * 1024

export const listDatabases: Command = {
  options: ['listDatabases', 'filter', 'nameOnly', 'authorizedDatabases'],
  async run(context) {
    requireAdmin(context)
    const filter = compileFilter(docOption(context, 'filter') ?? {})
    const names = [...context.engine.catalogue.databases.keys()].sort()
    if (isTrue(context.args.nameOnly)) return { databases: names.map(name => ({ name })).filter(doc => filter.matches(doc)) }
    const databases = []
    let total = 0
    for (const name of names) {
      const { storageSize, totalIndexSize } = await measureDatabase(context, name)
      const doc = { name, sizeOnDisk: Long.fromNumber(storageSize + totalIndexSize), empty: false }
      if (!filter.matches(doc)) continue
      databases.push(doc)
      total += storageSize + totalIndexSize
    }
    return { databases, totalSize: Long.fromNumber(total), totalSizeMb: Long.fromNumber(Math.floor(total / MEGABYTE)) }
  },
}

/** Changes what an index may be asked to change: when its records expire, and whether it is hidden; and what documents have to be. */
export const collMod: Command = {
  options: ['collMod', 'index', ...VALIDATION_OPTIONS],
  async run(context) {
    const { catalogue, environment } = context.engine
    const collection = requireCollection(catalogue, context.database, textOption(context, 'collMod'))
    const validation = readValidation(context, validationToDoc(collection.validation), collection.collation)
    if (VALIDATION_OPTIONS.some(name => context.args[name] !== undefined))
      await environment.write(() => setValidation(catalogue, collection, validation))
    const wanted = docOption(context, 'index')
    if (wanted === undefined) return {}
    for (const name of Object.keys(wanted)) {
      if (!['name', 'keyPattern', 'expireAfterSeconds', 'hidden'].includes(name))
        throw new CommandError('UnknownOption', `BSON field 'collMod.index.${name}' is an unknown field.`)
    }
    return environment.write(() => changeIndex(context, collection, wanted))
  },
}

function changeIndex(context: Context, collection: Collection, wanted: Doc): Reply {
  const { keyPattern, name } = wanted
  const index = collection.indexes.find(each => (isDocument(keyPattern) ? hasKey(each, keyPattern) : each.name === name))
  if (index === undefined)
    throw new CommandError(
      'IndexNotFound',
      `cannot find index ${String(name ?? JSON.stringify(keyPattern))} for ns ${collection.namespace}`,
    )
  const { expireAfterSeconds, hidden, given } = index
  context.engine.environment.onRollback(() => Object.assign(index, { expireAfterSeconds, hidden, given }))
  applyChange(index, wanted)
  saveCollection(context.engine.catalogue, collection)
  const reply: Reply = {}
  if (wanted.expireAfterSeconds !== undefined) {
    if (expireAfterSeconds !== undefined) reply.expireAfterSeconds_old = Long.fromNumber(expireAfterSeconds)
    reply.expireAfterSeconds_new = wanted.expireAfterSeconds
  }
  if (wanted.hidden !== undefined) Object.assign(reply, { hidden_old: hidden, hidden_new: index.hidden })
  return reply
}

function applyChange(index: Index, wanted: Doc): void {
  index.given = { ...index.given }
  if (wanted.expireAfterSeconds !== undefined) {
    index.expireAfterSeconds = Number(wanted.expireAfterSeconds)
    index.given.expireAfterSeconds = wanted.expireAfterSeconds
  }
  if (wanted.hidden !== undefined) {
    index.hidden = isTrue(wanted.hidden)
    index.given.hidden = index.hidden
  }
}
