// A transaction meets another writer; the driver's withTransaction runs it again.
import { CommandError } from '../errors.ts'
import type { Transaction } from './transaction.ts'

const MESSAGE = 'Write conflict: another operation wrote the same record first; please retry the transaction'

export class WriteConflict extends CommandError {
  /** Who has the record; undefined if somebody had it and has committed. */
  readonly holder: Transaction | undefined
  /** The text of the key that both want. */
  readonly key: string
  constructor(holder?: Transaction, key = '') {
    super('WriteConflict', MESSAGE, ['TransientTransactionError'])
    this.holder = holder
    this.key = key
  }
}
