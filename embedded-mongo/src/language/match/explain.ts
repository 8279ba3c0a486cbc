// Why a document does not match a filter, in the words that MongoDB refuses a document with that its collection's validator does not match.
import type { Collation } from '../collation.ts'
import { compileExpression } from '../expression.ts'
import { getField } from '../fields.ts'
import { compileFilter } from '../match.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { explainSchema } from './explain-schema.ts'
import { isOperators } from './filter.ts'

const REASONS: Readonly<Record<string, string>> = {
  $in: 'no matching value found in array',
  $nin: 'matching value found in array',
  $type: 'type did not match',
  $regex: 'regular expression did not match',
  $mod: '$mod did not evaluate to expected remainder',
  $size: 'array length was not equal to given size',
  $all: 'array did not contain all specified values',
  $elemMatch: 'array did not satisfy the child predicate',
  $not: 'child expression matched',
}

/** For a document that does not match. */
export function explainMismatch(filter: Doc, doc: Doc, collation?: Collation): Doc {
  const options = collation === undefined ? {} : { collation }
  const clauses = clausesOf(filter)
  const failing = clauses.flatMap((clause, index) => (compileFilter(clause, options).matches(doc) ? [] : [{ index, clause }]))
  const [first] = failing
  if (clauses.length === 1 && first !== undefined) return explainClause(first.clause, doc, collation)
  const clausesNotSatisfied = failing.map(({ index, clause }) => ({ index, details: explainClause(clause, doc, collation) }))
  return { operatorName: '$and', clausesNotSatisfied }
}

/** One for each operator of each field. */
function clausesOf(filter: Doc): Doc[] {
  return Object.entries(filter).flatMap(([name, operand]: [string, Value]): Doc[] => {
    if (name === '$comment') return []
    if (name.startsWith('$') || !isDocument(operand) || !isOperators(operand)) return [{ [name]: operand }]
    const { $regex, $options, ...others } = operand
    const regex = $regex === undefined ? [] : [{ [name]: { $regex, ...($options !== undefined && { $options }) } }]
    return [...regex, ...Object.entries(others).map(([operator, value]) => ({ [name]: { [operator]: value } }))]
  })
}

function explainClause(clause: Doc, doc: Doc, collation: Collation | undefined): Doc {
  const [name, operand] = Object.entries(clause)[0]!
  if (name === '$jsonSchema') return { operatorName: '$jsonSchema', ...explainSchema(operand as Doc, doc) }
  if (name === '$expr')
    return { operatorName: name, specifiedAs: clause, reason: 'expression did not match', expressionResult: resultOf(operand, doc) }
  if (Array.isArray(operand) && name.startsWith('$')) return explainClauses(name, operand as Doc[], doc, collation)
  if (name.startsWith('$')) return { operatorName: name, specifiedAs: clause, reason: 'expression always evaluates to false' }
  const operator = isDocument(operand) && isOperators(operand) ? Object.keys(operand)[0]! : '$eq'
  return { operatorName: operator, specifiedAs: clause, ...explainValue(operator, operand, valuesAt(doc, name.split('.'))) }
}

const resultOf = (expression: Value, doc: Doc): Value => compileExpression(expression, {})(doc) ?? null

function explainClauses(name: string, clauses: readonly Doc[], doc: Doc, collation: Collation | undefined): Doc {
  if (name === '$and') return explainJoined(name, 'clausesNotSatisfied', clauses, doc, false, collation)
  if (name === '$or') return explainJoined(name, 'clausesNotSatisfied', clauses, doc, false, collation)
  return explainJoined(name, 'clausesSatisfied', clauses, doc, true, collation)
}

function explainJoined(
  operatorName: string,
  list: string,
  clauses: readonly Doc[],
  doc: Doc,
  ifMatched: boolean,
  collation: Collation | undefined,
): Doc {
  const told = clauses.flatMap((clause, index) => {
    if (compileFilter(clause, collation === undefined ? {} : { collation }).matches(doc) !== ifMatched) return []
    return [
      {
        index,
        details: ifMatched
          ? { operatorName: '$and', specifiedAs: clause, reason: 'expression matched' }
          : explainMismatch(clause, doc, collation),
      },
    ]
  })
  return { operatorName, [list]: told }
}

function explainValue(operator: string, operand: Value, values: readonly Value[]): Doc {
  if (operator === '$exists') return { reason: values.length === 0 ? 'path does not exist' : 'path does exist' }
  if (values.length === 0) return { reason: 'field was missing' }
  const reason =
    REASONS[operator] ?? (isDocument(operand) && operator.startsWith('$bits') ? 'bitwise operator failed to match' : 'comparison failed')
  const considered = values.length === 1 ? { consideredValue: values[0] } : { consideredValues: values }
  if (operator !== '$type') return { reason, ...considered }
  const types = [...new Set(values.map(typeName))]
  return { reason, ...considered, ...(types.length === 1 ? { consideredType: types[0] } : { consideredTypes: types }) }
}

/** What a path reaches: of an array at its end the elements and the array itself. */
function valuesAt(value: Value, parts: readonly string[]): Value[] {
  if (parts.length === 0) return Array.isArray(value) ? [...value, value] : [value]
  if (Array.isArray(value)) return value.filter(isDocument).flatMap(element => valuesAt(element, parts))
  const [name, ...rest] = parts
  const field = isDocument(value) ? getField(value, name!) : undefined
  return field === undefined ? [] : valuesAt(field, rest)
}
