// Which options a command takes. What is not known is refused by name.
import { CommandError } from '../errors.ts'
import type { Doc } from '../language/value.ts'
import type { Command } from './context.ts'

/** Options of every command. Those that a single durable server need not look at are here too, so that nothing is ignored without a name. */
export const COMMON_OPTIONS: ReadonlySet<string> = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  '$clusterTime',
  '$readPreference',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'comment',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
])

export function checkOptions(command: Command, name: string, args: Doc): void {
  if (command.options === 'any') return
  for (const option of Object.keys(args)) {
    if (COMMON_OPTIONS.has(option) || command.options.includes(option)) continue
    if (command.onlyFalse?.includes(option) && args[option] === false) continue
    if (command.onlyFalse?.includes(option)) throw new CommandError('CommandNotSupported', `${name} option '${option}' is not supported`)
    throw new CommandError('UnknownOption', `BSON field '${name}.${option}' is an unknown field.`)
  }
}
