// A filter with $or, answered by a plan for each of its clauses: what two of them find comes once.
import type { Doc, Value } from '../language/value.ts'
import { isDocument } from '../language/value.ts'
import type { Plan, Request } from './choose.ts'

/** More clauses than this are left to a scan. */
const MOST_BRANCHES = 100

/** One plan for each $or that the filter demands, as good as the worst of its branches; none if a branch would read the whole collection. */
export function branchPlans(request: Request, choose: (request: Request) => Plan): Plan[] {
  if (!Object.hasOwn(request.filter, '$or') && !Object.hasOwn(request.filter, '$and')) return []
  const demands = conjuncts(request.filter)
  const plans = demands.map(demand => {
    if (!Array.isArray(demand.$or) || demand.$or.length > MOST_BRANCHES) return undefined
    const others = demands.filter(other => other !== demand)
    return planOf(
      request,
      (demand.$or as Doc[]).map(clause => choose({ ...request, filter: together([clause, ...others]) })),
    )
  })
  return plans.filter(plan => plan !== undefined)
}

function planOf(request: Request, branches: readonly Plan[]): Plan | undefined {
  if (branches.some(({ score, branches: nested }) => score <= 0 || nested !== undefined)) return undefined
  const sorted = branches.every(branch => branch.sorted)
  const score = Math.min(...branches.map(branch => branch.score))
  return { index: undefined, ranges: [], branches, reverse: false, sorted, merged: sorted && request.order.length > 0, score, exact: false }
}

const together = (filters: Doc[]): Doc => (filters.length === 1 ? filters[0]! : { $and: filters })

/** What a filter demands, each on its own. */
function conjuncts(filter: Doc): Doc[] {
  return Object.entries(filter).flatMap(([name, operand]: [string, Value]): Doc[] => {
    if (name !== '$and' || !Array.isArray(operand)) return [{ [name]: operand }]
    return operand.filter(isDocument).flatMap(conjuncts)
  })
}
