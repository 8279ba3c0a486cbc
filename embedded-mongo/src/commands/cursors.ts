// getMore and killCursors.
import { Long } from 'bson'
import { closeCursor, cursorFor, nextBatch } from '../cursors/cursor.ts'
import { CommandError } from '../errors.ts'
import type { Command, Context, Reply } from './context.ts'
import { countOption, listOption, textOption } from './context.ts'

export const getMore: Command = {
  options: ['getMore', 'collection', 'batchSize'],
  transactional: true,
  run: runGetMore,
}

function runGetMore(context: Context): Promise<Reply> {
  const id = context.args.getMore
  if (!Long.isLong(id)) throw new CommandError('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'")
  const cursor = cursorFor(context, id, `${context.database}.${textOption(context, 'collection')}`)
  if (cursor.session !== context.session) throw new CommandError('Unauthorized', `cursor id ${id} was created by another session`)
  if (cursor.transaction !== context.transaction) throw new CommandError('CursorNotFound', `cursor id ${id} belongs to another transaction`)
  return nextBatch(context, cursor, countOption(context, 'batchSize'))
}

export const killCursors: Command = {
  options: ['killCursors', 'cursors'],
  transactional: true,
  run: runKillCursors,
}

async function runKillCursors(context: Context): Promise<Reply> {
  const cursorsKilled: Long[] = []
  const cursorsNotFound: Long[] = []
  for (const id of (listOption(context, 'cursors') ?? []) as Long[]) {
    const cursor = context.engine.cursors.get(id.toString())
    if (cursor === undefined) cursorsNotFound.push(id)
    else {
      cursorsKilled.push(id)
      context.engine.cursors.delete(id.toString())
      await closeCursor(cursor)
    }
  }
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] }
}
