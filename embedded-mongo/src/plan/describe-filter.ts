// A filter as explain shows it: every demand with its operator, and one of several in an $and.
import { BSONRegExp } from 'bson'
import type { Doc, Value } from '../language/value.ts'
import { isDocument } from '../language/value.ts'

export function parsedFilter(filter: Doc): Doc {
  const demands = Object.entries(filter).flatMap(([name, operand]) => demandsOf(name, operand))
  return demands.length < 2 ? (demands[0] ?? {}) : { $and: demands }
}

function demandsOf(name: string, operand: Value): Doc[] {
  if (name === '$comment') return []
  if (name.startsWith('$')) return [{ [name]: isList(operand) ? operand.map(parsedFilter) : operand }]
  if (operand instanceof BSONRegExp)
    return [{ [name]: { $regex: operand.pattern, ...(operand.options !== '' && { $options: operand.options }) } }]
  if (!isDocument(operand) || !Object.keys(operand)[0]?.startsWith('$')) return [{ [name]: { $eq: operand } }]
  return operatorsOf(operand).map(each => ({ [name]: each }))
}

const isList = (operand: Value): operand is Doc[] => Array.isArray(operand) && operand.every(isDocument)

/** One operator each; $options belongs to its $regex. */
function operatorsOf({ $options, ...operators }: Doc): Doc[] {
  return Object.entries(operators).map(([name, value]) => ({
    [name]: value,
    ...(name === '$regex' && $options !== undefined && { $options }),
  }))
}
