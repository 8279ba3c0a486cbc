// explain: how a command would be answered, in the shape that tools draw, and with executionStats how much that looks at.
import { CommandError } from '../errors.ts'
import type { Value } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import { aggregate } from './aggregate.ts'
import type { Command, Context, Reply } from './context.ts'
import { explainPipeline } from './explain-pipeline.ts'
import { describeExecution, describePlanner, describeServer } from './explain-query.ts'
import { EXPLAINABLE } from './explained.ts'
import { checkOptions } from './options.ts'

export const explain: Command = { options: ['explain', 'verbosity'], run: runExplain }

async function runExplain(context: Context): Promise<Reply> {
  const { explain: command, verbosity = 'allPlansExecution' } = context.args
  if (!isDocument(command)) throw new CommandError('TypeMismatch', 'explain needs a command')
  const name = Object.keys(command)[0] ?? ''
  const described = await describe({ ...context, name, args: command }, verbosity)
  return { explainVersion: '1', ...described, command, serverInfo: describeServer(context) }
}

async function describe(context: Context, verbosity: Value): Promise<Reply> {
  const isRun = isToBeRun(verbosity)
  const { name, args } = context
  if (name === 'aggregate') {
    checkOptions(aggregate, name, args)
    return explainPipeline(context, isRun)
  }
  const explainable = Object.hasOwn(EXPLAINABLE, name) ? EXPLAINABLE[name] : undefined
  if (explainable === undefined) throw new CommandError('CommandNotSupported', `explain of '${name}' is not supported`)
  checkOptions(explainable.command, name, args)
  const explained = explainable.read(context)
  const queryPlanner = describePlanner(context, explained)
  if (!isRun) return { queryPlanner }
  // The plan is chosen by rules: no other is tried.
  const tried = verbosity === 'allPlansExecution' ? { allPlansExecution: [] } : {}
  return { queryPlanner, executionStats: { ...(await describeExecution(context, explained)), ...tried } }
}

function isToBeRun(verbosity: Value): boolean {
  if (verbosity === 'executionStats' || verbosity === 'allPlansExecution') return true
  if (verbosity === 'queryPlanner') return false
  throw new CommandError('BadValue', "verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}")
}
