// Asks a collection's validator about what is about to be written, and tells the client what of it the document does not meet.
import type { Collection } from '../catalogue/definitions.ts'
import { isTrue } from '../catalogue/definitions.ts'
import type { Context } from '../commands/context.ts'
import { CommandError } from '../errors.ts'
import { explainMismatch } from '../language/match/explain.ts'
import { decode } from '../language/value.ts'

/** Throws 121 if the collection refuses this document. */
export function validateDocument(context: Context, collection: Collection, before: Buffer | undefined, after: Buffer): void {
  const { validation } = collection
  if (validation === undefined || validation.validationLevel === 'off' || isTrue(context.args.bypassDocumentValidation)) return
  const doc = decode(after)
  if (validation.matches(doc)) return
  if (validation.validationLevel === 'moderate' && before !== undefined && !validation.matches(decode(before))) return
  if (validation.validationAction === 'warn') {
    context.engine.log('document failed validation', { collection: collection.namespace })
    return
  }
  const details = explainMismatch(validation.validator, doc, collection.collation)
  throw new CommandError('DocumentValidationFailure', 'Document failed validation', [], {
    errInfo: { failingDocumentId: doc._id, details },
  })
}
