// Runs the cases of files against a server of their own, one after the other, and says what became of each.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { start } from '../src/index.ts'
import type { Allowed } from './allowed.ts'
import { allowedReason } from './allowed.ts'
import type { Case, CaseFile } from './case-file.ts'
import { unmetRequirement } from './requirements.ts'
import { runCase } from './run-case.ts'

export type Outcome = 'passed' | 'failed' | 'allowed' | 'passed though allowed' | 'skipped'
export type CaseResult = { folder: string; path: string; description: string; outcome: Outcome; why: string }

/** Files of one folder share a server, which nothing else has used. */
export async function runFiles(files: readonly CaseFile[], allowed: readonly Allowed[]): Promise<CaseResult[]> {
  const results: CaseResult[] = []
  for (const folder of new Set(files.map(file => file.folder))) {
    const ofFolder = files.filter(file => file.folder === folder)
    results.push(...(await withServer(target => runFolder(target, ofFolder, allowed))))
  }
  return results
}

type Target = { uri: string; internal: MongoClient; version: string }

async function withServer<T>(use: (target: Target) => Promise<T>): Promise<T> {
  const path = mkdtempSync(join(tmpdir(), 'em-cases-'))
  const server = await start({ path, port: 0, failPoints: true })
  const internal = await new MongoClient(server.uri).connect()
  try {
    const { version } = await internal.db('admin').command({ buildInfo: 1 })
    return await use({ uri: server.uri, internal, version })
  } finally {
    await internal.close()
    await server.close()
    rmSync(path, { recursive: true, force: true })
  }
}

async function runFolder(target: Target, files: readonly CaseFile[], allowed: readonly Allowed[]): Promise<CaseResult[]> {
  const results: CaseResult[] = []
  for (const file of files) {
    for (const one of file.tests) {
      const { path, folder } = file
      const skip = skipReason(file, one, target.version)
      const verdict = skip === undefined ? await judge(target, file, one, allowed) : { outcome: 'skipped' as const, why: skip }
      results.push({ folder, path, description: one.description, ...verdict })
    }
  }
  return results
}

function skipReason(file: CaseFile, one: Case, version: string): string | undefined {
  if (one.skipReason !== undefined) return 'skipped by the specification itself'
  return unmetRequirement(file.runOnRequirements, version) ?? unmetRequirement(one.runOnRequirements, version)
}

async function judge(target: Target, file: CaseFile, one: Case, allowed: readonly Allowed[]): Promise<{ outcome: Outcome; why: string }> {
  const reason = allowedReason(allowed, file.path, one.description)
  const fault = await inTime(runCase(target.uri, target.internal, file, one)).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}` : String(error)),
  )
  if (fault === undefined) return { outcome: reason === undefined ? 'passed' : 'passed though allowed', why: reason ?? '' }
  return reason === undefined ? { outcome: 'failed', why: fault } : { outcome: 'allowed', why: reason }
}

const LONGEST_MILLISECONDS = 20_000

async function inTime(running: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the case did not end within ${LONGEST_MILLISECONDS} ms`)), LONGEST_MILLISECONDS)
  })
  await Promise.race([running, late]).finally(() => clearTimeout(timer))
}
