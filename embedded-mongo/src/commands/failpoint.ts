// configureFailPoint, in a server that was started for tests.
import { CommandError } from '../errors.ts'
import { configureFailPoint as configure } from '../failpoint.ts'
import type { Command } from './context.ts'
import { docOption } from './context.ts'

export const configureFailPoint: Command = {
  options: ['configureFailPoint', 'mode', 'data'],
  run(context) {
    const { failPoints } = context.engine
    if (failPoints === undefined)
      throw new CommandError('CommandNotFound', "no such command: 'configureFailPoint' is only there in a server started with failPoints")
    if (context.database !== 'admin')
      throw new CommandError('Unauthorized', 'configureFailPoint may only be run against the admin database')
    configure(failPoints, context.args.configureFailPoint, context.args.mode, docOption(context, 'data') ?? {})
    return {}
  },
}
