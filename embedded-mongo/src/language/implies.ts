// Whether a filter allows only documents that a partial index holds; when in doubt, it does not. Texts are compared by the collation of both.
import { type Bound, filterBounds, within } from './bounds.ts'
import { type Collation, equalValues } from './compare.ts'
import type { Doc, Value } from './types.ts'

/** Understands what partial indexes may use: equality, `$in`, ranges, `$exists: true` and `$and`; anything else must occur word for word. */
export function implies(filter: Doc, partialFilterExpression: Doc, collation?: Collation): boolean {
  const given = filterBounds(filter)
  const clauses = conjuncts(filter)
  return conjuncts(partialFilterExpression).every(clause => {
    if (clauses.some(other => equalValues(other, clause))) return true
    return clauseHolds(clause, given.paths, collation)
  })
}

function conjuncts(filter: Doc): Doc[] {
  return Object.entries(filter).flatMap(([name, operand]) => {
    if (name === '$comment') return []
    return name === '$and' && Array.isArray(operand) ? operand.flatMap(clause => conjuncts(clause as Doc)) : [{ [name]: operand }]
  })
}

function clauseHolds(clause: Doc, given: ReadonlyMap<string, Bound>, collation: Collation | undefined): boolean {
  const required = filterBounds(clause)
  return (
    [...required.paths].every(([path, bound]) => {
      const known = given.get(path)
      return known !== undefined && isUnderstood(bound, clause[path]) && boundHolds(known, bound, collation)
    }) && required.paths.size > 0
  )
}

/** `exact` apart from `$exists: true`, which no bound expresses and which this file knows. */
function isUnderstood(bound: Bound, operand: Value): boolean {
  if (bound.exact) return true
  return bound.exists === true && Object.keys(operand as Doc).every(name => name === '$exists')
}

function boundHolds(known: Bound, required: Bound, collation: Collation | undefined): boolean {
  if (required.exists === true) return requiresPresence(known)
  return within(known, required, collation)
}

/** Equality with null, alone or in a list, is also met by a missing field. */
function requiresPresence(known: Bound): boolean {
  if (known.exists === true) return true
  if (Object.hasOwn(known, 'eq')) return known.eq !== null
  if (known.in) return !known.in.some(value => value === null || value === undefined)
  return [known.gt, known.gte, known.lt, known.lte, known.prefix].some(limit => limit !== undefined)
}
