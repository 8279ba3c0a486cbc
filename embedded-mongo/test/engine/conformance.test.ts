// The runner of cases: it must see what is wrong in results, errors, events and what is left, and an allowed case that passes.
import { expect, test } from 'vitest'
import type { CaseFile, Operation } from '../../conformance/case-file.ts'
import { report } from '../../conformance/report.ts'
import { runFiles } from '../../conformance/run-files.ts'

const insert: Operation = { name: 'insertOne', object: 'things', arguments: { document: { _id: 2, n: 7 } } }
const find = (expected: unknown[]): Operation => ({ name: 'find', object: 'things', arguments: { filter: {} }, expectResult: expected })
const both = [{ _id: 1, n: 5 }, { n: { $$type: 'int' } }]
const inserted = { commandStartedEvent: { command: { insert: 'things', lsid: { $$exists: true } }, commandName: 'insert' } }
const content = { databaseName: 'own', collectionName: 'things' }
const failing = (data: object): Operation => ({
  name: 'failPoint',
  object: 'testRunner',
  arguments: { client: 'client', failPoint: { configureFailPoint: 'failCommand', mode: { times: 1 }, data } },
})

const file: CaseFile = {
  path: 'own/cases.json',
  folder: 'own',
  schemaVersion: '1.4',
  createEntities: [
    { client: { id: 'client', observeEvents: ['commandStartedEvent'] } },
    { database: { id: 'database', client: 'client', databaseName: 'own' } },
    { collection: { id: 'things', database: 'database', collectionName: 'things' } },
  ],
  initialData: [{ ...content, documents: [{ _id: 1, n: 5 }] }],
  tests: [
    {
      description: 'passes',
      operations: [insert],
      expectEvents: [{ client: 'client', events: [inserted] }],
      outcome: [
        {
          ...content,
          documents: [
            { _id: 1, n: 5 },
            { _id: 2, n: 7 },
          ],
        },
      ],
    },
    { description: 'passes with matchers', operations: [insert, find(both)] },
    { description: 'wrong result', operations: [find([{ _id: 1, n: 6 }])] },
    { description: 'too few results', operations: [find(both)] },
    { description: 'wrong event', operations: [find([{}])], expectEvents: [{ client: 'client', events: [inserted] }] },
    { description: 'an event too many', operations: [insert, find(both)], expectEvents: [{ client: 'client', events: [inserted] }] },
    { description: 'wrong outcome', operations: [], outcome: [{ ...content, documents: [{ _id: 1 }] }] },
    { description: 'no error', operations: [{ ...insert, expectError: { isError: true } }] },
    {
      description: 'the error of a fail point',
      operations: [failing({ failCommands: ['insert'], errorCode: 8 }), { ...insert, expectError: { errorCode: 8, isClientError: false } }],
    },
    {
      description: 'another error',
      operations: [failing({ failCommands: ['insert'], errorCode: 8 }), { ...insert, expectError: { errorCode: 9 } }],
    },
    {
      description: 'an error that is the client’s own',
      operations: [
        failing({ failCommands: ['find'], errorCode: 8 }),
        { ...find([]), expectResult: undefined, expectError: { isClientError: true } },
      ],
    },
    { description: 'unexpected error', operations: [failing({ failCommands: ['insert'], errorCode: 8 }), insert] },
    { description: 'an unknown operation', operations: [{ name: 'dance', object: 'things' }] },
    { description: 'for others', operations: [], runOnRequirements: [{ topologies: ['sharded'] }] },
  ],
}

const allowed = [{ file: 'own/cases.json', cases: ['passes with matchers', 'wrong outcome'], reason: 'a reason' }]

test('what passes, fails, is allowed and is skipped is told apart', async () => {
  const results = await runFiles([file], allowed)
  const outcomes = Object.fromEntries(results.map(({ description, outcome, why }) => [description, `${outcome}: ${why}`]))
  expect(outcomes).toEqual({
    passes: 'passed: ',
    'passes with matchers': 'passed though allowed: a reason',
    'wrong result': 'failed: find[0].n: expected 6, got 5',
    'too few results': expect.stringMatching(/^failed: .*find.length: expected 2, got 1/),
    'wrong event': expect.stringMatching(
      /^failed: .*expected commandStartedEvent insert|^failed: .*command.insert: expected "things", got nothing/,
    ),
    'an event too many': expect.stringMatching(/^failed: .*expected 1, got 2/),
    'wrong outcome': 'allowed: a reason',
    'no error': expect.stringMatching(/^failed: .*expected an error/),
    'the error of a fail point': 'passed: ',
    'another error': expect.stringMatching(/^failed: .*error code expected 9, got 8/),
    'an error that is the client’s own': expect.stringMatching(/^failed: .*error expected of the client/),
    'unexpected error': expect.stringMatching(/^failed: .*failCommand/),
    'an unknown operation': expect.stringMatching(/^failed: .*does not know the operation dance/),
    'for others': 'skipped: for topologies without replica sets',
  })
  expect(report(results)).toContain('failed: own/cases.json: wrong result\n    find[0].n: expected 6, got 5')
})
