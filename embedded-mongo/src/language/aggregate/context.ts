// What the stages of a pipeline are given by the server, and what a stage is.
import type { Collation } from '../collation.ts'
import type { Doc, Value } from '../types.ts'

export interface PipelineContext {
  /** Another collection of the database, for `$lookup` and `$unionWith`. */
  find(collection: string, filter: Doc, options?: { let?: Doc }): AsyncIterable<Doc>
  write?(stage: '$out' | '$merge', spec: Doc | string, docs: AsyncIterable<Doc>): Promise<void>
  let?: Doc
  now: Date
  collation?: Collation
}

/** Documents go from stage to stage in lists: to wait for each of them would cost more than most stages do. */
export type Batches = AsyncIterable<readonly Doc[]>

export type Stage = (input: Batches) => Batches

export type MakeStage = (spec: Value, context: PipelineContext, pipeline: MakePipeline) => Stage

/** For the stages that hold pipelines of their own. */
export type MakePipeline = (stages: Value, context: PipelineContext) => Stage
