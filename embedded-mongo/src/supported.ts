// The list of what this server does and what it refuses, made from the tables that it dispatches on; SUPPORTED.md is this text.
import { BULK_OPTIONS } from './commands/bulk-write.ts'
import type { Command } from './commands/context.ts'
import { DELETE_STATEMENT_OPTIONS } from './commands/delete.ts'
import { COMMON_OPTIONS } from './commands/options.ts'
import { SERVER_STAGES } from './commands/server-source.ts'
import { COMMANDS } from './commands/table.ts'
import { UPDATE_STATEMENT_OPTIONS } from './commands/update.ts'
import { INDEX_OPTIONS } from './indexes/specification.ts'
import {
  ACCUMULATOR_NAMES,
  EXPRESSION_NAMES,
  QUERY_OPERATORS,
  REFUSED_EXPRESSIONS,
  REFUSED_QUERY_OPERATORS,
  REFUSED_STAGES,
  STAGE_NAMES,
  UPDATE_OPERATORS,
  WINDOW_FUNCTION_NAMES,
} from './language/supported.ts'

export function describeSupported(): string {
  return [
    '# What embedded-mongo supports',
    'Made by `node embedded-mongo/write-supported.mjs` from the tables that the code dispatches on; a test holds the two together.',
    'Anything that is not here is answered with an error that names it. Nothing is ignored silently.',
    '## Commands',
    `Every command also takes ${list([...COMMON_OPTIONS])}.`,
    [...COMMANDS].map(describeCommand).join('\n'),
    `Each update takes ${list(UPDATE_STATEMENT_OPTIONS)}; each delete takes ${list(DELETE_STATEMENT_OPTIONS)}.`,
    `Of the operations of bulkWrite each ${Object.entries(BULK_OPTIONS)
      .map(([kind, options]) => `${kind} takes ${list(options)}`)
      .join('; ')}.`,
    section('Index options', INDEX_OPTIONS),
    'Indexes are single, compound, over arrays or hashed; `unique`, `sparse`, `partialFilterExpression`, `expireAfterSeconds`, `hidden` and `collation` work. Text, geo and wildcard indexes are refused, and so are collations on hashed indexes, with `numericOrdering` or `alternate: shifted`, or of locales that cannot be folded.',
    section('Query operators', QUERY_OPERATORS, REFUSED_QUERY_OPERATORS),
    section('Update operators', UPDATE_OPERATORS),
    section(
      'Aggregation stages',
      STAGE_NAMES,
      REFUSED_STAGES.filter(name => !SERVER_STAGES.includes(name)),
    ),
    `A pipeline may also begin with ${list(SERVER_STAGES)}, of the server or of a collection.`,
    section('Accumulators', ACCUMULATOR_NAMES),
    section('Window functions', WINDOW_FUNCTION_NAMES),
    section('Expressions', EXPRESSION_NAMES, REFUSED_EXPRESSIONS),
  ]
    .join('\n\n')
    .concat('\n')
}

function describeCommand([name, command]: [string, Command]): string {
  const options = command.options === 'any' ? 'any option' : list(command.options.filter(option => !COMMANDS.has(option)))
  const onlyFalse = command.onlyFalse === undefined ? '' : `; only as false: ${list(command.onlyFalse)}`
  return `- \`${name}\`${command.transactional ? ' (also in transactions)' : ''}${options === '' ? '' : `: ${options}`}${onlyFalse}`
}

function section(title: string, names: readonly string[], refused: readonly string[] = []): string {
  const supported = `## ${title}\n\n${list([...names].sort())}`
  return refused.length === 0 ? supported : `${supported}\n\nRefused by name: ${list([...refused].sort())}`
}

const list = (names: readonly string[]): string => names.map(name => `\`${name}\``).join(', ')
