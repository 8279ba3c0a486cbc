// The commands of search indexes: these are not MongoDB's but those of a service beside it, and are refused as MongoDB refuses them.
import { CommandError } from '../errors.ts'
import type { Command } from './context.ts'

const refused: Command = {
  options: 'any',
  run(context) {
    throw new CommandError('CommandNotSupported', `${context.name}: search indexes are only there with Atlas`)
  },
}

export const SEARCH_COMMANDS = { createSearchIndexes: refused, updateSearchIndex: refused, dropSearchIndex: refused }
