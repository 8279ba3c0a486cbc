// Compares what came with what a case expects: extra fields are allowed at the top, numbers are equal across their types, `$$` names a matcher.
import { isDeepStrictEqual } from 'node:util'
import type { ClientSession } from 'mongodb'
import { BSON } from 'mongodb'
import type { Entities } from './entities.ts'
import { typesOf } from './value-types.ts'

export class Mismatch extends Error {}

type Fields = Record<string, unknown>

/** Throws a Mismatch that says where and what. `exact` allows no extra field even at the top. */
export function expectMatch(entities: Entities, expected: unknown, actual: unknown, path = 'result', exact = false): void {
  const extra = !exact
  // Documents of a list are each as free as one alone would be.
  if (Array.isArray(expected)) matchList(entities, expected, actual, path, extra)
  else matchValue(entities, expected, actual, path, extra)
}

function matchList(entities: Entities, expected: unknown[], actual: unknown, path: string, extra: boolean): void {
  if (!Array.isArray(actual)) throw mismatch(path, expected, actual)
  if (actual.length !== expected.length) throw mismatch(`${path}.length`, expected.length, actual.length, actual)
  for (const [at, each] of expected.entries()) matchValue(entities, each, actual[at], `${path}[${at}]`, extra)
}

function matchValue(entities: Entities, expected: unknown, actual: unknown, path: string, extra: boolean): void {
  const operator = operatorOf(expected)
  if (operator !== undefined) operator.match({ entities, wanted: operator.wanted, actual, path, extra })
  else if (Array.isArray(expected)) matchList(entities, expected, actual, path, false)
  else if (isPlain(expected)) matchDocument(entities, expected, actual, path, extra)
  else if (!isDeepStrictEqual(plain(expected), plain(actual))) throw mismatch(path, expected, actual)
}

function matchDocument(entities: Entities, expected: Fields, came: unknown, path: string, extra: boolean): void {
  // The driver keeps what has an order, such as a sort, as a map.
  const actual = came instanceof Map ? Object.fromEntries(came) : came
  if (!isPlain(actual)) throw mismatch(path, expected, actual)
  for (const [name, value] of Object.entries(expected)) matchValue(entities, value, fieldOf(actual, name), `${path}.${name}`, false)
  if (extra) return
  const unknown = Object.keys(actual).find(name => !Object.hasOwn(expected, name) && actual[name] !== undefined)
  if (unknown !== undefined) throw mismatch(`${path}.${unknown}`, undefined, actual[unknown])
}

/** Results of the driver have fields that are not their own. */
function fieldOf(actual: Fields, name: string): unknown {
  return Object.hasOwn(actual, name) || !(name in Object.prototype) ? actual[name] : undefined
}

type Found = { entities: Entities; wanted: unknown; actual: unknown; path: string; extra: boolean }

const OPERATORS: Record<string, (found: Found) => void> = {
  $$exists({ wanted, actual, path }) {
    if ((actual !== undefined) !== wanted) throw mismatch(path, { $$exists: wanted }, actual)
  },
  $$unsetOrMatches({ entities, wanted, actual, path, extra }) {
    if (actual !== undefined && actual !== null) matchValue(entities, wanted, actual, path, extra)
  },
  $$type({ wanted, actual, path }) {
    const types: unknown[] = Array.isArray(wanted) ? wanted : [wanted]
    if (!typesOf(actual).some(type => types.includes(type))) throw mismatch(path, { $$type: wanted }, actual)
  },
  $$matchesEntity({ entities, wanted, actual, path, extra }) {
    matchValue(entities, entities.get(wanted as string), actual, path, extra)
  },
  $$sessionLsid({ entities, wanted, actual, path, extra }) {
    matchValue(entities, entities.get<ClientSession>(wanted as string).id, actual, path, extra)
  },
  $$lte({ wanted, actual, path }) {
    if (!(Number(actual) <= Number(wanted))) throw mismatch(path, { $$lte: wanted }, actual)
  },
}

function operatorOf(expected: unknown): { match: (found: Found) => void; wanted: unknown } | undefined {
  if (!isPlain(expected)) return undefined
  const [name, ...others] = Object.keys(expected)
  if (name === undefined || !name.startsWith('$$') || others.length > 0) return undefined
  const match = OPERATORS[name]
  if (match === undefined) throw new Error(`the runner does not know the matcher ${name}`)
  return { match, wanted: expected[name] }
}

/** A document, not a value of a type of its own. Errors and results of the driver count: their fields are looked at. */
function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('_bsontype' in value) && !(value instanceof Date)
}

/** Numbers of all types become numbers, so that they are equal; other types become what can be compared. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const type = '_bsontype' in value ? value._bsontype : undefined
  if (type === 'Int32' || type === 'Double' || type === 'Long') return Number(value)
  if (type === 'Binary') {
    const binary = value as BSON.Binary
    return { type: binary.sub_type, bytes: binary.toString('hex') }
  }
  return type === undefined ? value : JSON.parse(BSON.EJSON.stringify(value, { relaxed: false }))
}

function mismatch(path: string, expected: unknown, actual: unknown, whole?: unknown): Mismatch {
  const of = whole === undefined ? '' : ` (${show(whole)})`
  return new Mismatch(`${path}: expected ${show(expected)}, got ${show(actual)}${of}`)
}

const LONGEST = 300

export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = value instanceof Error ? `${value.name}: ${value.message}` : BSON.EJSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
