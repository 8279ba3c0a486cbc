// What documents a collection takes: its validator, how strictly it is asked, and what happens to a document that it does not match.
import { CommandError } from '../errors.ts'
import { type Collation, type CompiledFilter, compileFilter } from '../language/match.ts'
import type { Doc } from '../language/value.ts'

export const VALIDATION_OPTIONS = ['validator', 'validationLevel', 'validationAction'] as const

export type Validation = {
  validator: Doc
  /** `moderate` asks nothing of a change of a document that did not match before. */
  validationLevel: 'off' | 'moderate' | 'strict'
  validationAction: 'error' | 'warn'
  matches: CompiledFilter['matches']
}

const LEVELS: readonly unknown[] = ['off', 'moderate', 'strict']
const ACTIONS: readonly unknown[] = ['error', 'warn']
/** The databases that belong to a server itself. */
const WITHOUT = ['admin', 'local', 'config']

/** Of the options as they were given or stored; an empty validator is none. */
export function newValidation(given: Doc, database: string, collation: Collation | undefined): Validation | undefined {
  const { validator = {}, validationLevel = 'strict', validationAction = 'error' } = given
  check('validationLevel', validationLevel, LEVELS)
  check('validationAction', validationAction, ACTIONS)
  if (Object.keys(validator as Doc).length === 0) return undefined
  if (WITHOUT.includes(database))
    throw new CommandError('InvalidOptions', `Document validators are not allowed on collections in the ${database} database`)
  const matches = compile(validator as Doc, collation)
  return { validator, validationLevel, validationAction, matches } as Validation
}

function check(name: string, value: unknown, known: readonly unknown[]): void {
  if (!known.includes(value))
    throw new CommandError('BadValue', `Enumeration value '${String(value)}' for field '${name}' is not a valid value.`)
}

/** The time is that of each write. */
function compile(validator: Doc, collation: Collation | undefined): CompiledFilter['matches'] {
  const compileNow = () => compileFilter(validator, { now: new Date(), ...(collation && { collation }) })
  const compiled = compileNow()
  if (!JSON.stringify(validator).includes('$$NOW')) return doc => compiled.matches(doc)
  return doc => compileNow().matches(doc)
}

/** As it is stored and listed. */
export function validationToDoc(validation: Validation | undefined): Doc {
  if (validation === undefined) return {}
  const { validator, validationLevel, validationAction } = validation
  return { validator, validationLevel, validationAction }
}
