// `$type`: by number or alias, one or several.
import { badValue } from '../errors.ts'
import { plainNumber } from '../numbers.ts'
import type { Test } from '../paths.ts'
import { bsonType, TYPE, type Value } from '../types.ts'

const NUMBERS = [TYPE.int, TYPE.long, TYPE.double, TYPE.decimal]
const CODES = new Set<number>(Object.values(TYPE).filter(code => code !== TYPE.missing))

export function typeTest(operand: Value): Test {
  const list = Array.isArray(operand) ? operand : [operand]
  if (list.length === 0) throw badValue('$type must match at least one type')
  const wanted = new Set(list.flatMap(typeCodes))
  return value => wanted.has(bsonType(value))
}

function typeCodes(value: Value): number[] {
  if (value === 'number') return NUMBERS
  if (typeof value === 'string') return [codeOfAlias(value)]
  const code = plainNumber(value)
  if (code === undefined) throw badValue('type must be represented as a number or a string')
  if (!CODES.has(code)) throw badValue(`Invalid numerical type code: ${code}`)
  return [code]
}

function codeOfAlias(alias: string): number {
  const code = Object.hasOwn(TYPE, alias) ? TYPE[alias as keyof typeof TYPE] : TYPE.missing
  if (code === TYPE.missing) throw badValue(`Unknown type name alias: ${alias}`)
  return code
}
