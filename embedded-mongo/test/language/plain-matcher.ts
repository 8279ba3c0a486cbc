// The matcher a second time, slow and plain: lists what a path reaches, then asks each operator about the list.
import { compareValues } from '../../src/language/compare.ts'
import { bsonType, type Doc, isDocument, TYPE, type Value } from '../../src/language/value.ts'

export function plainMatches(filter: Doc, doc: Doc): boolean {
  return Object.entries(filter).every(([name, operand]) => {
    if (name === '$and') return (operand as Doc[]).every(clause => plainMatches(clause, doc))
    if (name === '$or') return (operand as Doc[]).some(clause => plainMatches(clause, doc))
    if (name === '$nor') return !(operand as Doc[]).some(clause => plainMatches(clause, doc))
    return fieldMatches(operand, opened => reached(doc, name.split('.'), opened))
  })
}

type Reach = (opened: boolean) => Value[]

function fieldMatches(operand: Value, reach: Reach): boolean {
  if (!isDocument(operand) || !Object.keys(operand)[0]?.startsWith('$')) return reach(true).some(value => same(value, operand))
  return Object.entries(operand).every(([name, argument]) => operatorMatches(name, argument, reach))
}

function operatorMatches(name: string, argument: Value, reach: Reach): boolean {
  switch (name) {
    case '$eq':
      return reach(true).some(value => same(value, argument))
    case '$ne':
      return !reach(true).some(value => same(value, argument))
    case '$in':
      return reach(true).some(value => (argument as Value[]).some(one => same(value, one)))
    case '$nin':
      return !reach(true).some(value => (argument as Value[]).some(one => same(value, one)))
    case '$gt':
      return reach(true).some(value => comparable(value, argument) && compareValues(value, argument) > 0)
    case '$lt':
      return reach(true).some(value => comparable(value, argument) && compareValues(value, argument) < 0)
    case '$gte':
      return reach(true).some(value => same(value, argument) || (comparable(value, argument) && compareValues(value, argument) > 0))
    case '$lte':
      return reach(true).some(value => same(value, argument) || (comparable(value, argument) && compareValues(value, argument) < 0))
    case '$exists':
      return reach(true).some(value => value !== undefined) === argument
    case '$not':
      return !fieldMatches(argument, reach)
    case '$size':
      return reach(false).some(value => Array.isArray(value) && value.length === argument)
    case '$all':
      return (argument as Value[]).length > 0 && (argument as Value[]).every(one => reach(true).some(value => same(value, one)))
    case '$elemMatch':
      return reach(false).some(value => Array.isArray(value) && value.some(element => elementMatches(argument as Doc, element)))
    default:
      throw new Error(`the plain matcher does not know ${name}`)
  }
}

function elementMatches(argument: Doc, element: Value): boolean {
  if (Object.keys(argument)[0]?.startsWith('$')) return fieldMatches(argument, () => [element])
  if (Array.isArray(element)) return plainMatches(argument, Object.fromEntries(element.map((value, i) => [String(i), value])))
  return isDocument(element) && plainMatches(argument, element)
}

/** Everything at the path; `opened`: with the elements of an array that the path ends at. */
function reached(doc: Doc, path: readonly string[], opened: boolean): Value[] {
  const [name, ...rest] = path as [string, ...string[]]
  const value = Object.hasOwn(doc, name) ? doc[name] : undefined
  if (Array.isArray(value)) return rest.length > 0 ? inArray(value, rest, opened) : opened ? [...value, value] : [value]
  if (rest.length === 0) return [value]
  return isDocument(value) ? reached(value, rest, opened) : [undefined]
}

function inArray(array: readonly Value[], path: readonly string[], opened: boolean): Value[] {
  const [name, ...rest] = path as [string, ...string[]]
  const ofDocuments = array.filter(isDocument).flatMap(element => reached(element, path, opened))
  const position = Number(name)
  if (!/^(0|[1-9]\d*)$/.test(name) || position >= array.length) return ofDocuments
  const element = array[position]
  if (rest.length === 0) return [...ofDocuments, element]
  if (Array.isArray(element)) return [...ofDocuments, ...inArray(element, rest, opened)]
  return isDocument(element) ? [...ofDocuments, ...reached(element, rest, opened)] : ofDocuments
}

function isNull(value: Value): boolean {
  return value === null || value === undefined
}

function same(a: Value, b: Value): boolean {
  return isNull(a) || isNull(b) ? isNull(a) && isNull(b) : compareValues(a, b) === 0
}

const NUMBERS: readonly number[] = [TYPE.int, TYPE.long, TYPE.double, TYPE.decimal]

function comparable(a: Value, b: Value): boolean {
  if (isNull(a) || isNull(b)) return false
  const [x, y] = [a, b].map(bsonType) as [number, number]
  if (NUMBERS.includes(x) && NUMBERS.includes(y)) return String(a) !== 'NaN' && String(b) !== 'NaN'
  return x === y
}
