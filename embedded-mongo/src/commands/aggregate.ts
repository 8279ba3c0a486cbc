// aggregate: the pipeline is the language's; its beginning, if it is a $match and a $sort, is answered by an index.
import { CommandError } from '../errors.ts'
import type { Command } from './context.ts'

export const aggregate: Command = {
  options: ['aggregate', 'pipeline', 'cursor', 'allowDiskUse', 'hint', 'let', 'collation', 'bypassDocumentValidation'],
  transactional: true,
  run: () => {
    throw new CommandError('CommandNotSupported', 'aggregate is not there yet')
  },
}
