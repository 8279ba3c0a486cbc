// The cases that are not passed, each with the reason; one that passes after all is a fault too, so that the list stays true.

export type Allowed = { file: string; cases: readonly string[] | 'all'; reason: string }

const BYPASS = 'the driver does not send bypassDocumentValidation: false'

export const ALLOWED: readonly Allowed[] = [
  { file: 'clustered-indexes.json', cases: 'all', reason: 'out of scope: clustered collections are refused by name' },
  { file: 'timeseries-collection.json', cases: 'all', reason: 'out of scope: time series are refused by name' },
  {
    file: 'createCollection-pre_and_post_images.json',
    cases: 'all',
    reason: 'out of scope: change streams and their images are refused by name',
  },
  {
    file: 'modifyCollection-pre_and_post_images.json',
    cases: 'all',
    reason: 'out of scope: change streams and their images are refused by name',
  },
  {
    file: 'modifyCollection-errorResponse.json',
    cases: 'all',
    reason: 'out of scope: an index does not become unique later; refused by name',
  },
  {
    file: 'estimatedDocumentCount.json',
    cases: ['estimatedDocumentCount works correctly on views'],
    reason: 'out of scope: views are refused by name',
  },
  {
    file: 'runCursorCommand.json',
    cases: ['does not close the cursor when receiving an empty batch'],
    reason: 'out of scope: capped collections and tailable cursors are refused by name',
  },
  {
    file: 'bypassDocumentValidation.json',
    cases: [
      'Aggregate with $out passes bypassDocumentValidation: false',
      'BulkWrite passes bypassDocumentValidation: false',
      'FindOneAndReplace passes bypassDocumentValidation: false',
      'FindOneAndUpdate passes bypassDocumentValidation: false',
      'InsertMany passes bypassDocumentValidation: false',
    ],
    reason: BYPASS,
  },
  {
    file: 'create-null-ids.json',
    cases: [
      'inserting _id with type null via insertOne',
      'inserting _id with type null via insertMany',
      'inserting _id with type null via bulkWrite',
      'inserting _id with type null via clientBulkWrite',
    ],
    reason: 'the driver makes an _id where it is given null',
  },
  {
    file: 'client-bulkWrite-partialResults.json',
    cases: [
      'partialResult is unset when first operation fails during an ordered bulk write (verbose)',
      'partialResult is unset when first operation fails during an ordered bulk write (summary)',
      'partialResult is unset when all operations fail during an unordered bulk write',
    ],
    reason: 'the driver gives a partial result of zeros where nothing was done',
  },
  {
    file: 'transactions/tests/unified/client-bulkWrite.json',
    cases: ['client bulkWrite with writeConcern in a transaction causes a transaction error'],
    reason: 'the driver does not refuse the write concern itself; the server does',
  },
  {
    file: 'snapshot-sessions.json',
    cases: [
      'Find operation with snapshot and snapshot time',
      'Distinct operation with snapshot and snapshot time',
      'Aggregate operation with snapshot and snapshot time',
      'countDocuments operation with snapshot and snapshot time',
      'Mixed operation with snapshot and snapshotTime',
    ],
    reason: 'the driver has no option for the time of a snapshot session',
  },
  {
    file: 'transactions/tests/unified/run-command.json',
    cases: ['run command with secondary read preference in client option and primary read preference in transaction options'],
    reason: 'a set of one member has no secondary to read from',
  },
  {
    file: 'transaction-options.json',
    cases: ['readPreference inherited from client'],
    reason: 'a set of one member has no secondary to read from',
  },
]

export function allowedReason(list: readonly Allowed[], path: string, description: string): string | undefined {
  return list.find(({ file, cases }) => path.endsWith(file) && (cases === 'all' || cases.includes(description)))?.reason
}
