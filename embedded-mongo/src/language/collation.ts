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

/** The values that the platform has, the default first; texts are always compared as if they were normalized. */
const VALUES: Readonly<Record<string, readonly Value[]>> = {
  alternate: ['non-ignorable', 'shifted'],
  maxVariable: ['punct'],
  normalization: [false, true],
  backwards: [false],
}
const KNOWN = new Set(['locale', 'strength', 'caseLevel', 'caseFirst', 'numericOrdering', 'version', ...Object.keys(VALUES)])

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
    ...Object.fromEntries(Object.entries(VALUES).map(([name, [byDefault]]) => [name, spec[name] ?? byDefault])),
  }
}

const IDENTICAL = 5
const isIdentical = (spec: Doc): boolean => strengthOf(spec.strength) === IDENTICAL
const isShifted = ({ alternate }: Doc): boolean => alternate === 'shifted'

function make(spec: Doc & { locale: string }, key: string): Collation {
  const collator = new Intl.Collator(localeOf(spec.locale), {
    sensitivity: sensitivity(spec),
    numeric: spec.numericOrdering === true,
    ignorePunctuation: isShifted(spec),
    ...(spec.caseFirst !== 'off' && { caseFirst: spec.caseFirst as 'upper' | 'lower' }),
  })
  const byCollator = (a: string, b: string) => Math.sign(collator.compare(a, b))
  const compare = isIdentical(spec) ? (a: string, b: string) => byCollator(a, b) || compareDecomposed(a, b) : byCollator
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

/** By the characters that remain when letters and marks are apart. */
function compareDecomposed(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a.normalize('NFD')), Buffer.from(b.normalize('NFD')))
}

function foldOf(spec: Doc & { locale: string }, compare: Collation['compare']): (text: string) => string {
  const unfoldable = unfoldableBy(spec)
  if (unfoldable !== undefined) throw unsupported(`${unfoldable} for an index, a group or a set`)
  return isIdentical(spec) ? text => text.normalize('NFD') : makeFold(compare)
}

/** What keeps a collation from being folded, and so from having indexes. */
export function unfoldableBy(spec: Doc): string | undefined {
  const locale = String(spec.locale)
  if (isIdentical(spec)) return undefined
  // A mark behind what is passed over is passed over too, so that it depends on its neighbour.
  if (isShifted(spec) && strengthOf(spec.strength) > 1) return "the collation's alternate 'shifted' with more than strength 1"
  if (!/^[a-z]{2}([_-][A-Z]{2})?$/.test(locale) || !FOLDABLE.has(locale.slice(0, 2))) return `the collation's locale '${locale}'`
  return spec.numericOrdering === true ? "the collation's numericOrdering" : undefined
}

function checkOption(name: string, value: Value): void {
  if (!KNOWN.has(name)) throw failedToParse(`BSON field 'collation.${name}' is an unknown field.`)
  if (Object.hasOwn(VALUES, name) && !VALUES[name]!.includes(value)) throw unsupported(`collation.${name}`)
}

function strengthOf(value: Value): number {
  const strength = value === undefined ? 3 : isNumber(value) ? nearestNumber(value) : 0
  if (![1, 2, 3, 4, IDENTICAL].includes(strength)) throw badValue(`collation.strength must be between 1 and 5`)
  return strength
}

function sensitivity(spec: Doc): 'base' | 'accent' | 'case' | 'variant' {
  const strength = strengthOf(spec.strength)
  // The fourth level only orders what is shifted, of which the platform tells nothing.
  if (strength > 3 && isShifted(spec)) throw unsupported(`collation.strength ${strength} with alternate 'shifted'`)
  if (spec.caseLevel !== true) return SENSITIVITY[strength as 1] ?? 'variant'
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
