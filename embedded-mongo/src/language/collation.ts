// MongoDB's collation documents on the platform's collator; what that cannot do is refused by name.
import { badValue, failedToParse, unsupported } from './errors.ts'
import { nearestNumber } from './numbers.ts'
import { type Doc, isDocument, isNumber, type Value } from './types.ts'

export interface Collation {
  compare(a: string, b: string): number
}

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const

/** The options that change nothing when they have the value that MongoDB has by default. */
const ONLY_DEFAULT: Readonly<Record<string, Value>> = {
  alternate: 'non-ignorable',
  maxVariable: 'punct',
  normalization: false,
  backwards: false,
}
const KNOWN = new Set(['locale', 'strength', 'caseLevel', 'caseFirst', 'numericOrdering', 'version', ...Object.keys(ONLY_DEFAULT)])

/** Undefined for the simple collation, which compares bytes. */
export function compileCollation(spec: Doc | undefined): Collation | undefined {
  if (spec === undefined || Object.keys(spec).length === 0) return undefined
  if (!isDocument(spec) || typeof spec.locale !== 'string')
    throw failedToParse("BSON field 'collation.locale' is missing but a required field")
  for (const [name, value] of Object.entries(spec)) checkOption(name, value)
  if (spec.locale === 'simple') return undefined
  const collator = new Intl.Collator(localeOf(spec.locale), {
    sensitivity: sensitivity(spec),
    numeric: spec.numericOrdering === true,
    ...(typeof spec.caseFirst === 'string' && spec.caseFirst !== 'off' && { caseFirst: spec.caseFirst as 'upper' | 'lower' }),
  })
  return { compare: (a, b) => Math.sign(collator.compare(a, b)) }
}

function checkOption(name: string, value: Value): void {
  if (!KNOWN.has(name)) throw failedToParse(`BSON field 'collation.${name}' is an unknown field.`)
  if (Object.hasOwn(ONLY_DEFAULT, name) && value !== ONLY_DEFAULT[name]) throw unsupported(`collation.${name}`)
}

function sensitivity(spec: Doc): 'base' | 'accent' | 'case' | 'variant' {
  const strength = spec.strength === undefined ? 3 : isNumber(spec.strength) ? nearestNumber(spec.strength) : 0
  if (strength === 4 || strength === 5) throw unsupported(`collation.strength ${strength}`)
  if (strength !== 1 && strength !== 2 && strength !== 3) throw badValue(`collation.strength must be between 1 and 5`)
  if (spec.caseLevel !== true) return SENSITIVITY[strength]
  return strength === 1 ? 'case' : 'variant'
}

function localeOf(locale: string): string {
  const tag = locale.replaceAll('_', '-')
  try {
    if (Intl.Collator.supportedLocalesOf(tag).length > 0) return tag
  } catch {
    // Not a language tag at all: answered below like an unknown one.
  }
  throw badValue(`Field 'locale' is invalid in: { locale: "${locale}" }`)
}
