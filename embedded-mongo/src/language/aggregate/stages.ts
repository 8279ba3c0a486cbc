// All stages by name, and pipelines made of them.
import { queryError, unsupported } from '../errors.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import { inSlices } from './batches.ts'
import { bucketAuto } from './bucket-auto.ts'
import type { MakeStage, PipelineContext, Stage } from './context.ts'
import { densify } from './densify.ts'
import { graphLookup } from './graph-lookup.ts'
import { bucket, group, sortByCount } from './group.ts'
import { facet, lookup, unionWith } from './join.ts'
import { redact } from './redact.ts'
import { SELECT_STAGES } from './select.ts'
import { SHAPE_STAGES } from './shape.ts'
import { unwind } from './unwind.ts'
import { fill } from './window/fill.ts'
import { setWindowFields } from './window/stage.ts'
import { merge, out } from './write-stages.ts'

const documents: MakeStage = spec => {
  if (!Array.isArray(spec) || !spec.every(isDocument)) throw queryError(5858203, '$documents needs an array of documents')
  return async function* () {
    yield spec
  }
}

const STAGES: Readonly<Record<string, MakeStage>> = {
  ...SELECT_STAGES,
  ...SHAPE_STAGES,
  $group: group,
  $sortByCount: sortByCount,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $unwind: unwind,
  $redact: redact,
  $densify: densify,
  $fill: fill,
  $setWindowFields: setWindowFields,
  $graphLookup: graphLookup,
  $lookup: lookup,
  $unionWith: unionWith,
  $facet: facet,
  $documents: documents,
  $out: out,
  $merge: merge,
}

export const STAGE_NAMES: readonly string[] = Object.keys(STAGES)

export const REFUSED_STAGES: readonly string[] = [
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$collStats',
  '$currentOp',
  '$geoNear',
  '$indexStats',
  '$listLocalSessions',
  '$listSampledQueries',
  '$listSearchIndexes',
  '$listSessions',
  '$planCacheStats',
  '$search',
  '$searchMeta',
  '$shardedDataDistribution',
  '$vectorSearch',
]

export function makePipeline(stages: Value, context: PipelineContext): Stage {
  if (!Array.isArray(stages)) throw queryError(14, "'pipeline' option must be specified as an array")
  const made = stages.map((stage, i) => makeStage(stage, i, stages.length, context))
  return input => made.reduce((batches, stage) => inSlices(stage(batches), context.pause), input)
}

function makeStage(stage: Value, index: number, length: number, context: PipelineContext): Stage {
  const [name, ...others] = isDocument(stage) ? Object.keys(stage) : []
  if (name === undefined || others.length > 0)
    throw queryError(40323, 'A pipeline stage specification object must contain exactly one field.')
  if (!Object.hasOwn(STAGES, name)) {
    if (REFUSED_STAGES.includes(name)) throw unsupported(`the stage ${name}`)
    throw queryError(40324, `Unrecognized pipeline stage name: '${name}'`)
  }
  if (context.inside) refuseInside(name, context.inside)
  if ((name === '$out' || name === '$merge') && index !== length - 1)
    throw queryError(40601, `${name} can only be the final stage in the pipeline`)
  if (name === '$documents' && index !== 0) throw queryError(40602, '$documents is only valid as the first stage in a pipeline')
  return STAGES[name]!((stage as Doc)[name], context, makePipeline)
}

const NOT_IN_FACET = new Set(['$out', '$merge', '$facet', '$documents'])
const NOT_WITHIN = { $lookup: 51047, $unionWith: 31441, $facet: 40600 } as const

function refuseInside(name: string, outer: keyof typeof NOT_WITHIN): void {
  if (outer === '$facet' ? !NOT_IN_FACET.has(name) : name !== '$out' && name !== '$merge') return
  const place = outer === '$facet' ? 'a $facet stage' : `a ${outer}'s sub-pipeline`
  throw queryError(NOT_WITHIN[outer], `${name} is not allowed to be used within ${place}`)
}
