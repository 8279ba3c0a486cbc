// Pipelines run over plain documents, for the tests of stages.
import { EJSON } from 'bson'
import { expect } from 'vitest'
import { type PipelineContext, runPipeline } from '../../src/language/aggregate/index.ts'
import { compileFilter } from '../../src/language/match.ts'
import type { Doc } from '../../src/language/value.ts'
import { stored } from './values.ts'

/** A pipeline's surroundings: the other collections that it may read. */
export function contextWith(others: Record<string, object[]>): PipelineContext {
  return {
    now: new Date(0),
    async *find(collection, filter, options) {
      const compiled = compileFilter(filter, options)
      for (const doc of (others[collection] ?? []).map(stored)) if (compiled.matches(doc)) yield doc
    },
  }
}

export async function* each(docs: readonly object[]): AsyncIterable<Doc> {
  for (const doc of docs) yield stored(doc)
}

export async function run(docs: readonly object[], stages: object[], context: PipelineContext = contextWith({})): Promise<Doc[]> {
  const result: Doc[] = []
  for await (const list of runPipeline(each(docs), stored({ stages }).stages as Doc[], context)) result.push(...list)
  return result
}

/** Types of numbers count. */
export function expectSame(found: readonly object[], expected: readonly object[]): void {
  const show = (docs: readonly object[]) => docs.map(doc => EJSON.stringify(stored(doc), { relaxed: false }))
  expect(show(found)).toEqual(show(expected))
}
