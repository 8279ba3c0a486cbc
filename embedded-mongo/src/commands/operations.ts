// currentOp and killOp.
import type { Doc } from '../language/value.ts'
import { describeOperation } from '../operations.ts'
import type { Command } from './context.ts'
import { numberOption, requireAdmin } from './context.ts'

export const currentOp: Command = {
  options: ['currentOp', '$all'],
  run(context) {
    requireAdmin(context)
    return { inprog: context.engine.operations.all().map(describeOperation) as Doc[] }
  },
}

/** Whether there is such an operation or not: it may have ended while it was asked for. */
export const killOp: Command = {
  options: ['killOp', 'op'],
  run(context) {
    requireAdmin(context)
    context.engine.operations.kill(numberOption(context, 'op') ?? 0)
    return { info: 'attempting to kill op' }
  },
}
