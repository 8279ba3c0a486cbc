// Expressions on strings.
import { BSONRegExp, Int32 } from 'bson'
import { compareStrings } from '../compare.ts'
import { queryError } from '../errors.ts'
import { compileRegex } from '../match/regex.ts'
import { nearestNumber } from '../numbers.ts'
import { type Doc, isNumber, typeName, type Value } from '../types.ts'
import { toText } from './convert.ts'
import { binary, isNullish, named, type Operator, ranged, unary, variadic } from './operator.ts'

function text(name: string, value: Value, code = 16702): string {
  if (typeof value === 'string') return value
  throw queryError(code, `${name} requires a string argument, found: ${typeName(value)}`)
}

/** Where null counts as the empty string, and numbers and dates as they are written. */
function coerced(value: Value): string {
  if (isNullish(value)) return ''
  if (typeof value === 'string') return value
  if (isNumber(value) || value instanceof Date) return toText(value)
  throw queryError(16007, `can't convert from BSON type ${typeName(value)} to String`)
}

function whole(name: string, value: Value): number {
  if (isNumber(value) && Number.isInteger(nearestNumber(value))) return nearestNumber(value)
  throw queryError(34450, `${name}: needs a whole number (is of type ${typeName(value)})`)
}

function substringBytes([value, from, count]: readonly Value[]): Value {
  const bytes = Buffer.from(coerced(value))
  const start = whole('$substrBytes', from)
  const length = whole('$substrBytes', count)
  const part = bytes.subarray(start, length < 0 ? undefined : start + length)
  if (isContinuation(part[0]) || isContinuation(bytes[start + part.length])) {
    throw queryError(28656, '$substrBytes:  Invalid range, starting or ending index is in the middle of a UTF-8 character.')
  }
  return part.toString()
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}

function substringPoints([value, from, count]: readonly Value[]): Value {
  const start = whole('$substrCP', from)
  return [...coerced(value)].slice(start, start + whole('$substrCP', count)).join('')
}

function split(value: Value, separator: Value): Value {
  if (isNullish(value) || isNullish(separator)) return null
  if (separator === '') throw queryError(40087, '$split requires a non-empty separator')
  return text('$split', value, 40085).split(text('$split', separator, 40086))
}

const BLANKS = [
  ' ',
  '\0',
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  '\u00a0',
  '\u1680',
  ...Array.from({ length: 11 }, (_, i) => String.fromCharCode(0x2000 + i)),
]

const trim = (name: string, left: boolean, right: boolean): Operator =>
  named(name, ['input'], ['chars'], ({ input, chars }) => {
    if (isNullish(input) || chars === null) return null
    const points = [...text(name, input, 50699)]
    const cut = new Set(chars === undefined ? BLANKS : [...text(name, chars, 50700)])
    let start = 0
    let end = points.length
    while (left && start < end && cut.has(points[start]!)) start++
    while (right && end > start && cut.has(points[end - 1]!)) end--
    return points.slice(start, end).join('')
  })

const indexOf = (name: string, unitsOf: (value: string) => { slice(from: number): { length: number }; length: number }): Operator =>
  ranged(name, 2, 4, ([value, wanted, from, to]) => {
    if (isNullish(value)) return null
    const units = unitsOf(text(name, value, name === '$indexOfBytes' ? 40091 : 40093))
    const searched = unitsOf(text(name, wanted, name === '$indexOfBytes' ? 40092 : 40094))
    const end = to === undefined ? units.length : Math.min(units.length, whole(name, to))
    for (let i = from === undefined ? 0 : whole(name, from); i + searched.length <= end; i++)
      if (startsAt(units, searched, i)) return new Int32(i)
    return new Int32(-1)
  })

function startsAt(units: unknown, searched: { length: number }, at: number): boolean {
  const list = units as ArrayLike<unknown>
  const part = searched as ArrayLike<unknown>
  for (let i = 0; i < part.length; i++) if (list[at + i] !== part[i]) return false
  return true
}

const replace = (name: string, apply: (input: string, find: string, by: string) => string): Operator =>
  named(name, ['input', 'find', 'replacement'], [], ({ input, find, replacement }) => {
    if ([input, find, replacement].some(isNullish)) return null
    return apply(text(name, input, 51746), text(name, find, 51745), text(name, replacement, 51744))
  })

/** All matches, or the first only. */
const search = (name: string, all: boolean, answer: (found: Doc[]) => Value): Operator =>
  named(name, ['input', 'regex'], ['options'], ({ input, regex, options }) => {
    if (isNullish(input) || isNullish(regex)) return answer([])
    const pattern = regex instanceof BSONRegExp ? regex.pattern : text(name, regex, 51105)
    const flags = `${regex instanceof BSONRegExp ? regex.options : ''}${typeof options === 'string' ? options : ''}`
    const expression = compileRegex(pattern, flags)
    const subject = text(name, input, 51104)
    const found = [...subject.matchAll(new RegExp(expression.source, `${expression.flags}g`))]
    return answer((all ? found : found.slice(0, 1)).map(match => describe(subject, match)))
  })

function describe(subject: string, match: RegExpExecArray): Doc {
  return { match: match[0], idx: new Int32([...subject.slice(0, match.index)].length), captures: match.slice(1).map(part => part ?? null) }
}

export const STRINGS: Readonly<Record<string, Operator>> = {
  $concat: variadic(args => (args.some(isNullish) ? null : args.map(value => text('$concat', value)).join(''))),
  $toLower: unary('$toLower', value => coerced(value).replace(/[A-Z]+/g, part => part.toLowerCase())),
  $toUpper: unary('$toUpper', value => coerced(value).replace(/[a-z]+/g, part => part.toUpperCase())),
  $strLenBytes: unary('$strLenBytes', value => new Int32(Buffer.byteLength(text('$strLenBytes', value, 34473)))),
  $strLenCP: unary('$strLenCP', value => new Int32([...text('$strLenCP', value, 34471)].length)),
  $strcasecmp: binary('$strcasecmp', (a, b) => new Int32(compareStrings(coerced(a).toUpperCase(), coerced(b).toUpperCase()))),
  $substr: ranged('$substr', 3, 3, substringBytes),
  $substrBytes: ranged('$substrBytes', 3, 3, substringBytes),
  $substrCP: ranged('$substrCP', 3, 3, substringPoints),
  $split: binary('$split', split),
  $trim: trim('$trim', true, true),
  $ltrim: trim('$ltrim', true, false),
  $rtrim: trim('$rtrim', false, true),
  $indexOfBytes: indexOf('$indexOfBytes', value => Buffer.from(value)),
  $indexOfCP: indexOf('$indexOfCP', value => [...value]),
  $replaceOne: replace('$replaceOne', (input, find, by) => input.replace(find, () => by)),
  $replaceAll: replace('$replaceAll', (input, find, by) => input.replaceAll(find, () => by)),
  $regexMatch: search('$regexMatch', false, found => found.length > 0),
  $regexFind: search('$regexFind', false, found => found[0] ?? null),
  $regexFindAll: search('$regexFindAll', true, found => found),
}
