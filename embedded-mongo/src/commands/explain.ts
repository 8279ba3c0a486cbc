// explain: how a find, count, update, delete or the beginning of a pipeline would be answered, and with executionStats how much that looks at.
import { requireCollection } from '../catalogue/catalogue.ts'
import { CommandError } from '../errors.ts'
import type { Doc } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import type { Plan } from '../plan/choose.ts'
import { describePlan } from '../plan/describe.ts'
import type { Query } from '../plan/find.ts'
import { findRecords } from '../plan/find.ts'
import { PAUSE, Pace } from '../plan/pace.ts'
import type { Command, Context, Reply } from './context.ts'
import { rest } from './context.ts'
import { readQuery } from './find.ts'
import { splitBeginning } from './pipeline-source.ts'

export const explain: Command = { options: ['explain', 'verbosity'], run: runExplain }

async function runExplain(context: Context): Promise<Reply> {
  const explained = context.args.explain
  if (!isDocument(explained)) throw new CommandError('TypeMismatch', 'explain needs a command')
  const name = Object.keys(explained)[0] ?? ''
  const args = findArguments(name, explained)
  const collection = requireCollection(context.engine.catalogue, context.database, String(explained[name]))
  const rejected: Plan[] = []
  const query = readQuery({ ...context, name: 'find', args }, collection, rejected)!
  const sorts = query.sort !== undefined
  const reply: Reply = {
    explainVersion: '1',
    queryPlanner: {
      namespace: collection.namespace,
      winningPlan: describePlan(query.plan, sorts),
      rejectedPlans: rejected.map(plan => describePlan(plan, sorts)),
    },
    command: explained,
  }
  if (context.args.verbosity === 'queryPlanner') return reply
  return { ...reply, executionStats: await measure(context, query) }
}

function findArguments(name: string, command: Doc): Doc {
  if (name === 'find') return command
  if (name === 'count' || name === 'findAndModify' || name === 'distinct')
    return { filter: command.query, hint: command.hint, sort: command.sort }
  if (name === 'aggregate') return beginningArguments(command)
  const [statement] = ((command.updates ?? command.deletes) as Doc[] | undefined) ?? []
  if (statement === undefined) throw new CommandError('CommandNotSupported', `explain of '${name}' is not supported`)
  return { filter: statement.q, hint: statement.hint }
}

/** Of a pipeline only its beginning is a query; the rest works on what that finds. */
function beginningArguments(command: Doc): Doc {
  const { filter, sort } = splitBeginning(command.pipeline as Doc[])
  return { filter, hint: command.hint, ...(sort && { sort }) }
}

async function measure(context: Context, query: Query): Promise<Doc> {
  const pace = new Pace()
  const started = performance.now()
  let nReturned = 0
  for (const found of findRecords(query, context.source, pace)) {
    if (found === PAUSE) await rest(context, pace)
    else nReturned++
  }
  const { keys, documents } = query.stats
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: keys,
    totalDocsExamined: documents,
  }
}
