// What the stages of a pipeline are given by the server, and what a stage is.
import type { Collation } from '../collation.ts'
import type { Doc, Value } from '../types.ts'

export interface PipelineContext {
  /** Another collection of the database, for `$lookup` and `$unionWith`; lists are faster. */
  find(collection: string, filter: Doc, options?: { let?: Doc }): AsyncIterable<Doc | readonly Doc[]>
  /** Puts documents in the place of all that a collection has, once all of them are there. */
  out?(target: Target, docs: Batches): Promise<void>
  merge?(merge: Merge, docs: Batches): Promise<void>
  /** The stage whose pipeline this is. */
  inside?: '$lookup' | '$unionWith' | '$facet'
  /** Asked now and then by stages that work long: a promise if others should have their turn first. */
  pause?(): Promise<void> | undefined
  let?: Doc
  now: Date
  collation?: Collation
}

/** A collection to write to; without a database, of the pipeline's own. */
export interface Target {
  database: string | undefined
  collection: string
}

export interface Merge {
  target: Target
  /** The fields that say which document of the collection is meant: an index must keep them unique. */
  on: readonly string[]
  whenMatched: 'change' | 'keep' | 'fail'
  /** What becomes of a document that is there already. */
  change(existing: Doc, made: Doc): Doc
  whenNotMatched: 'insert' | 'discard' | 'fail'
}

/** Documents go from stage to stage in lists: to wait for each of them would cost more than most stages do. */
export type Batches = AsyncIterable<readonly Doc[]>

export type Stage = (input: Batches) => Batches

export type MakeStage = (spec: Value, context: PipelineContext, pipeline: MakePipeline) => Stage

/** For the stages that hold pipelines of their own. */
export type MakePipeline = (stages: Value, context: PipelineContext) => Stage
