// configureFailPoint, in a server that was started for tests.
import { CommandError } from '../errors.ts'
import { configureFailPoint as configure } from '../failpoint.ts'
import type { Command } from './context.ts'
import { docOption, requireAdmin } from './context.ts'

export const configureFailPoint: Command = {
  options: ['configureFailPoint', 'mode', 'data'],
  run(context) {
    const { failPoints } = context.engine
    if (failPoints === undefined)
      throw new CommandError('CommandNotFound', "no such command: 'configureFailPoint' is only there in a server started with failPoints")
    requireAdmin(context)
    configure(failPoints, context.args.configureFailPoint, context.args.mode, docOption(context, 'data') ?? {})
    return {}
  },
}
