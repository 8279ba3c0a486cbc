// MongoDB's collation documents on the platform's collator; what that cannot do is refused by name.
import { Int32 } from 'bson'
import { badValue, failedToParse, unsupported } from './errors.ts'
import { makeFold } from './fold.ts'
import { nearestNumber } from './numbers.ts'
import { type Doc, isDocument, isNumber, type Value } from './types.ts'

export interface Collation {
  compare(a: string, b: string): number
  /** The same for two texts exactly if they are equal; refused by name where the platform's collator cannot be folded. */
  fold(text: string): string
  /** All options, as they are shown of collections and indexes. Two collations are the same if their keys are. */
  spec: Doc
  key: string
}

/** Locales in which no letters count as one that the root collation keeps apart, so that folding character by character is right. */
const FOLDABLE = new Set(['en', 'de', 'fr', 'it', 'pt', 'nl', 'ca', 'id', 'ms', 'ru', 'uk', 'bg', 'el', 'sv', 'fi', 'tr', 'pl'])

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const

/** The options that change nothing when they have the value that MongoDB has by default. */
const ONLY_DEFAULT: Readonly<Record<string, Value>> = {
  alternate: 'non-ignorable',
  maxVariable: 'punct',
  normalization: false,
  backwards: false,
}
const KNOWN = new Set(['locale', 'strength', 'caseLevel', 'caseFirst', 'numericOrdering', 'version', ...Object.keys(ONLY_DEFAULT)])

/** Made once: a collator takes long to make, and a fold much longer. */
const KNOWN_COLLATIONS = new Map<string, Collation>()
const MOST_KNOWN = 100

/** Undefined for the simple collation, which compares bytes. */
export function compileCollation(spec: Doc | undefined): Collation | undefined {
  if (spec === undefined || Object.keys(spec).length === 0) return undefined
  if (!isDocument(spec) || typeof spec.locale !== 'string')
    throw failedToParse("BSON field 'collation.locale' is missing but a required field")
  for (const [name, value] of Object.entries(spec)) checkOption(name, value)
  if (spec.locale === 'simple') return undefined
  const whole = completed(spec, spec.locale)
  const key = JSON.stringify(whole)
  const known = KNOWN_COLLATIONS.get(key)
  if (known) return known
  const made = make(whole, key)
  if (KNOWN_COLLATIONS.size >= MOST_KNOWN) KNOWN_COLLATIONS.clear()
  KNOWN_COLLATIONS.set(key, made)
  return made
}

function completed(spec: Doc, locale: string): Doc & { locale: string } {
  return {
    locale,
    caseLevel: spec.caseLevel === true,
    caseFirst: typeof spec.caseFirst === 'string' ? spec.caseFirst : 'off',
    strength: new Int32(strengthOf(spec.strength)),
    numericOrdering: spec.numericOrdering === true,
    ...ONLY_DEFAULT,
  }
}

function make(spec: Doc & { locale: string }, key: string): Collation {
  const collator = new Intl.Collator(localeOf(spec.locale), {
    sensitivity: sensitivity(spec),
    numeric: spec.numericOrdering === true,
    ...(spec.caseFirst !== 'off' && { caseFirst: spec.caseFirst as 'upper' | 'lower' }),
  })
  const compare = (a: string, b: string) => Math.sign(collator.compare(a, b))
  let fold: ((text: string) => string) | undefined
  return {
    spec,
    key,
    compare,
    fold: text => {
      fold ??= foldOf(spec, compare)
      return fold(text)
    },
  }
}

function foldOf(spec: Doc & { locale: string }, compare: Collation['compare']): (text: string) => string {
  const unfoldable = unfoldableBy(spec)
  if (unfoldable !== undefined) throw unsupported(`${unfoldable} for an index, a group or a set`)
  return makeFold(compare)
}

/** What keeps a collation from being folded, and so from having indexes. */
export function unfoldableBy(spec: Doc): string | undefined {
  const locale = String(spec.locale)
  if (!/^[a-z]{2}([_-][A-Z]{2})?$/.test(locale) || !FOLDABLE.has(locale.slice(0, 2))) return `the collation's locale '${locale}'`
  return spec.numericOrdering === true ? "the collation's numericOrdering" : undefined
}

function checkOption(name: string, value: Value): void {
  if (!KNOWN.has(name)) throw failedToParse(`BSON field 'collation.${name}' is an unknown field.`)
  if (Object.hasOwn(ONLY_DEFAULT, name) && value !== ONLY_DEFAULT[name]) throw unsupported(`collation.${name}`)
}

function strengthOf(value: Value): number {
  const strength = value === undefined ? 3 : isNumber(value) ? nearestNumber(value) : 0
  if (strength === 4 || strength === 5) throw unsupported(`collation.strength ${strength}`)
  if (strength !== 1 && strength !== 2 && strength !== 3) throw badValue(`collation.strength must be between 1 and 5`)
  return strength
}

function sensitivity(spec: Doc): 'base' | 'accent' | 'case' | 'variant' {
  const strength = strengthOf(spec.strength) as 1 | 2 | 3
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
