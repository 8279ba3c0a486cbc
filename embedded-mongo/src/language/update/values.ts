// The update operators on single values.
import { Int32, Long, Timestamp } from 'bson'
import { add, multiply } from '../arithmetic.ts'
import { compareValues } from '../compare.ts'
import { badValue, failedToParse, queryError } from '../errors.ts'
import { identical } from '../identical.ts'
import { bsonType, isDocument, isNumber, TYPE, typeName, type Value } from '../types.ts'
import { type MakeModifier, REMOVED } from './modifier.ts'
import { show } from './show.ts'

const set: MakeModifier = operand => ({ mode: 'create', modify: current => (identical(current, operand) ? current : operand) })

const inc: MakeModifier = (operand, path) => {
  if (!isNumber(operand)) throw queryError(14, `Cannot increment with non-numeric argument: {${path}: ${show(operand)}}`)
  return { mode: 'create', modify: current => arithmetic('$inc', path, current, current === undefined ? operand : undefined, add, operand) }
}

const mul: MakeModifier = (operand, path) => {
  if (!isNumber(operand)) throw queryError(14, `Cannot multiply with non-numeric argument: {${path}: ${show(operand)}}`)
  const zero = multiply(new Int32(0), operand)
  return {
    mode: 'create',
    modify: current => arithmetic('$mul', path, current, current === undefined ? zero : undefined, multiply, operand),
  }
}

function arithmetic(name: string, path: string, current: Value, whenMissing: Value, operation: typeof add, operand: Value): Value {
  if (current === undefined) return whenMissing
  if (!isNumber(current)) {
    throw queryError(14, `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeName(current)}`)
  }
  const result = operation(current, operand)
  if (result === undefined) throw badValue(`Failed to apply ${name} operations to current value of '${path}': the result is out of range`)
  return identical(result, current) ? current : result
}

const extreme =
  (wanted: 1 | -1): MakeModifier =>
  (operand, _path, { collation }) => ({
    mode: 'create',
    modify: current => (current === undefined || compareValues(operand, current, collation) * wanted > 0 ? operand : current),
  })

const currentDate: MakeModifier = (operand, path, { now }) => {
  const type = isDocument(operand) ? operand.$type : operand === true || operand === false ? 'date' : undefined
  if (isDocument(operand) && Object.keys(operand).some(name => name !== '$type'))
    throw badValue(`Unrecognized $currentDate option: ${show(operand)}`)
  if (type === 'date') return { mode: 'create', modify: () => now }
  if (type === 'timestamp') return { mode: 'create', modify: () => new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }) }
  throw badValue(`The '$type' string field of $currentDate is required to be 'date' or 'timestamp', at '${path}'`)
}

const BITWISE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

const bit: MakeModifier = (operand, path) => {
  if (!isDocument(operand))
    throw badValue(`The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document`)
  const steps = Object.entries(operand).map(([name, value]) => ({
    step: bitwise(name),
    value: checkInteger(value, `The $bit modifier field`),
  }))
  if (steps.length === 0) throw badValue(`You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}}`)
  return { mode: 'create', modify: current => steps.reduce((value, { step, value: by }) => applyBits(value, step, by, path), current) }
}

function bitwise(name: string): (a: bigint, b: bigint) => bigint {
  const step = Object.hasOwn(BITWISE, name) ? BITWISE[name] : undefined
  if (!step) throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`)
  return step
}

function checkInteger(value: Value, what: string): Int32 | Long {
  const type = bsonType(value)
  if (type === TYPE.int) return value instanceof Int32 ? value : new Int32(Number(value))
  if (type === TYPE.long) return value instanceof Long ? value : Long.fromBigInt(value as bigint)
  throw badValue(`${what} must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here: ${show(value)}`)
}

function applyBits(current: Value, step: (a: bigint, b: bigint) => bigint, by: Int32 | Long, path: string): Value {
  const start =
    current === undefined
      ? by instanceof Long
        ? Long.ZERO
        : new Int32(0)
      : checkInteger(current, `Cannot apply $bit to '${path}': the value`)
  const result = step(asBigInt(start), asBigInt(by))
  const value = start instanceof Long || by instanceof Long ? Long.fromBigInt(result) : new Int32(Number(result))
  return identical(value, current) ? current : value
}

function asBigInt(value: Int32 | Long): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(value.value)
}

const refuseOperand =
  (name: string): MakeModifier =>
  () => {
    throw failedToParse(`${name} is applied on its own`)
  }

export const VALUE_MODIFIERS: Readonly<Record<string, MakeModifier>> = {
  $set: set,
  $setOnInsert: (operand, path, options) => ({ ...set(operand, path, options), onlyOnInsert: true }),
  $unset: () => ({ mode: 'unset', modify: () => REMOVED }),
  $inc: inc,
  $mul: mul,
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: currentDate,
  $bit: bit,
  $rename: refuseOperand('$rename'),
}
