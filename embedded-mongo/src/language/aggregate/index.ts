// Aggregation pipelines over a stream of documents.
import type { Doc } from '../types.ts'
import { ACCUMULATORS } from './accumulators.ts'
import { inBatches } from './batches.ts'
import type { Batches, PipelineContext } from './context.ts'
import { makePipeline } from './stages.ts'

export type { Batches, Merge, PipelineContext, Target } from './context.ts'
export { pipelineFields } from './pipeline-fields.ts'
export { REFUSED_STAGES, STAGE_NAMES } from './stages.ts'
export { WINDOW_FUNCTION_NAMES } from './window/functions.ts'

export const ACCUMULATOR_NAMES: readonly string[] = Object.keys(ACCUMULATORS)

/** Throws at once if the pipeline is wrong. The source may give documents in lists, as the result does, which is faster. */
export function runPipeline(source: AsyncIterable<Doc | readonly Doc[]>, stages: readonly Doc[], context: PipelineContext): Batches {
  return makePipeline(stages, context)(inBatches(source))
}
