// The files of cases in MongoDB's unified test format: found under a folder, read, and typed as far as the runner looks at them.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { BSON, type Document } from 'mongodb'

export type Requirement = {
  minServerVersion?: string
  maxServerVersion?: string
  topologies?: string[]
  serverless?: string
  auth?: boolean
  csfle?: boolean
  serverParameters?: Document
}

export type ExpectedError = {
  isError?: true
  isClientError?: boolean
  errorContains?: string
  errorCode?: number
  errorCodeName?: string
  errorLabelsContain?: string[]
  errorLabelsOmit?: string[]
  errorResponse?: Document
  writeErrors?: Document
  writeConcernErrors?: Document[]
  expectResult?: unknown
}

export type Operation = {
  name: string
  object: string
  arguments?: Document
  expectResult?: unknown
  expectError?: ExpectedError
  saveResultAsEntity?: string
  ignoreResultAndError?: boolean
}

export type ExpectedEvents = { client: string; eventType?: 'command' | 'cmap' | 'sdam'; events: Document[]; ignoreExtraEvents?: boolean }
export type CollectionContent = { collectionName: string; databaseName: string; createOptions?: Document; documents: Document[] }

export type Case = {
  description: string
  runOnRequirements?: Requirement[]
  skipReason?: string
  operations: Operation[]
  expectEvents?: ExpectedEvents[]
  outcome?: CollectionContent[]
}

export type CaseFile = {
  /** Its path below the folder that was asked for. */
  path: string
  folder: string
  schemaVersion: string
  runOnRequirements?: Requirement[]
  createEntities?: Document[]
  initialData?: CollectionContent[]
  tests: Case[]
}

/** Every file of cases below a folder, in the order of their paths. */
export function readCaseFiles(root: string): CaseFile[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.json'))
  return paths.sort().map(path => ({ ...readCaseFile(join(root, path)), path: path.replaceAll('\\', '/'), folder: folderOf(root, path) }))
}

function readCaseFile(file: string): CaseFile {
  const content = BSON.EJSON.parse(readFileSync(file, 'utf8'), { relaxed: true }) as CaseFile
  if (!Array.isArray(content.tests) || typeof content.schemaVersion !== 'string') throw new Error(`${file} is no file of cases`)
  return content
}

/** `crud` for `mongodb-specifications/crud/tests/unified/find.json`: the folder that a specification has. */
function folderOf(root: string, path: string): string {
  const parts = relative(root, join(root, dirname(path))).split(/[\\/]/)
  const named = parts.filter(part => part !== '' && part !== 'tests' && part !== 'unified')
  return named.at(-1) ?? '.'
}
