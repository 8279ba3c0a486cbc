// A plan as explain shows it, in the words of MongoDB's stages.
import type { Doc } from '../language/value.ts'
import type { Plan } from './choose.ts'

/** `sorts`: whether an order is asked for. */
export function describePlan(plan: Plan, sorts: boolean): Doc {
  const scan = plan.branches === undefined ? describeOne(plan) : describeBranches(plan, plan.branches)
  return !sorts || plan.sorted ? scan : { stage: 'SORT', inputStage: scan }
}

function describeBranches(plan: Plan, branches: readonly Plan[]): Doc {
  const inputStages = branches.map(describeOne)
  return { stage: 'SUBPLAN', inputStage: { stage: plan.merged ? 'SORT_MERGE' : 'OR', inputStages } }
}

function describeOne({ index, ranges, reverse, merged }: Plan): Doc {
  const direction = reverse ? 'backward' : 'forward'
  const isWhole = ranges.length === 1 && ranges[0]!.start.length === 4
  if (index === undefined) return isWhole ? { stage: 'COLLSCAN', direction } : { stage: 'IDHACK', direction, ranges: ranges.length }
  return {
    stage: 'FETCH',
    inputStage: {
      stage: merged ? 'SORT_MERGE' : 'IXSCAN',
      indexName: index.name,
      keyPattern: index.given.key,
      isMultiKey: index.multikey,
      direction,
      ranges: ranges.length,
    },
  }
}
