// What explain is told of each command that looks for records: its query, and what it would do with what that finds.
import { CommandError } from '../errors.ts'
import { compileProjection } from '../language/project.ts'
import type { Doc } from '../language/value.ts'
import type { Plan } from '../plan/choose.ts'
import type { Query } from '../plan/find.ts'
import type { Found } from '../plan/scan.ts'
import { visibleCollection } from '../transactions/made.ts'
import type { Selection, Update } from '../write/change.ts'
import { changedBytes, selectionQuery } from '../write/change.ts'
import type { Command, Context } from './context.ts'
import { docOption, listOption, textOption } from './context.ts'
import { DELETE_STATEMENT_OPTIONS, deleteRecords, parseDelete } from './delete.ts'
import { find, nowhere, readQuery } from './find.ts'
import { findAndModify, parseFindAndModify } from './find-and-modify.ts'
import { count, distinct, distinctPath, queryOf } from './reading.ts'
import { checkStatement, parseUpdate, UPDATE_STATEMENT_OPTIONS, update } from './update.ts'

export type Explained = {
  collection: string
  /** Undefined where there is no such collection. */
  query: Query | undefined
  rejected: Plan[]
  filter: Doc
  sort?: Doc | undefined
  projection?: Doc | undefined
  over?: Over
}

/** The stage above what finds records, for commands that do not answer with these. */
export type Over = {
  stage: 'COUNT' | 'UPDATE' | 'DELETE'
  /** Is shown each record that would be changed. */
  look?(found: Found): void
  figures(found: number): Doc
  returned(found: number): number
}

export type Explainable = { command: Command; read(context: Context): Explained }

export const EXPLAINABLE: Readonly<Record<string, Explainable>> = {
  find: { command: find, read: readFind },
  count: { command: count, read: readCount },
  distinct: { command: distinct, read: readDistinct },
  update: { command: update, read: readUpdateStatement },
  delete: { command: deleteRecords, read: readDeleteStatement },
  findAndModify: { command: findAndModify, read: readFindAndModify },
  findandmodify: { command: findAndModify, read: readFindAndModify },
}

function readFind(context: Context): Explained {
  const name = textOption(context, 'find')
  const collection = visibleCollection(context, name)
  const rejected: Plan[] = []
  const query = readQuery(context, collection, rejected)
  const filter = docOption(context, 'filter') ?? {}
  const projection = docOption(context, 'projection')
  const isProjecting = projection !== undefined && Object.keys(projection).length > 0
  if (isProjecting) compileProjection(projection, { filter, now: context.engine.now(), let: docOption(context, 'let') ?? {} })
  return {
    collection: name,
    query: collection && query,
    rejected,
    filter,
    sort: docOption(context, 'sort'),
    ...(isProjecting && { projection }),
  }
}

function readCounted(context: Context): Explained {
  const name = textOption(context, context.name)
  const collection = visibleCollection(context, name)
  const rejected: Plan[] = []
  const query = queryOf(context, collection ?? nowhere(context), rejected)
  return { collection: name, query: collection && query, rejected, filter: docOption(context, 'query') ?? {} }
}

function readCount(context: Context): Explained {
  const explained = readCounted(context)
  return { ...explained, over: counting(explained.query) }
}

export function counting(query: Query | undefined): Over {
  return { stage: 'COUNT', figures: nCounted => ({ nCounted, nSkipped: query?.skip ?? 0 }), returned: () => 0 }
}

function readDistinct(context: Context): Explained {
  distinctPath(context)
  return readCounted(context)
}

function readUpdateStatement(context: Context): Explained {
  const statement = checkStatement(onlyOne(context, 'updates'), UPDATE_STATEMENT_OPTIONS, 'update.updates')
  const { selection, update: change } = parseUpdate(context, textOption(context, 'update'), statement)
  const explained = readSelected(context, selection)
  return { ...explained, over: updating(explained.query, change, false) }
}

function readDeleteStatement(context: Context): Explained {
  const statement = checkStatement(onlyOne(context, 'deletes'), DELETE_STATEMENT_OPTIONS, 'delete.deletes')
  return { ...readSelected(context, parseDelete(context, textOption(context, 'delete'), statement)), over: deleting(false) }
}

function onlyOne(context: Context, option: string): unknown {
  const [statement, another] = listOption(context, option) ?? []
  if (statement === undefined || another !== undefined)
    throw new CommandError('BadValue', `explain of '${context.name}' takes one statement in '${option}'`)
  return statement
}

function readFindAndModify(context: Context): Explained {
  const { selection, update: change } = parseFindAndModify(context)
  const explained = readSelected(context, selection)
  const projection = docOption(context, 'fields')
  const over = change === undefined ? deleting(true) : updating(explained.query, change, true)
  return { ...explained, ...(projection && { projection }), over }
}

function readSelected(context: Context, selection: Selection): Explained {
  const rejected: Plan[] = []
  const query = selectionQuery(context, selection, rejected)
  return { collection: selection.collection, query, rejected, filter: selection.filter, sort: selection.sort }
}

const deleting = (answers: boolean): Over => ({
  stage: 'DELETE',
  figures: nWouldDelete => ({ nWouldDelete }),
  returned: found => (answers ? found : 0),
})

/** Nothing is written: what would change is worked out and left at that. */
function updating(query: Query | undefined, change: Update, answers: boolean): Over {
  let nWouldModify = 0
  return {
    stage: 'UPDATE',
    look: ({ bytes }) => {
      if (query !== undefined && changedBytes(query, change, bytes) !== bytes) nWouldModify++
    },
    figures: nMatched => ({ nMatched, nWouldModify, nWouldUpsert: Number(change.upsert && nMatched === 0) }),
    returned: found => (answers ? found : 0),
  }
}
