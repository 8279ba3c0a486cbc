// `arrayFilters`: one filter for each identifier that paths use as `$[identifier]`.
import { badValue, failedToParse } from '../errors.ts'
import { compileProbe } from '../match/filter.ts'
import type { Probe } from '../paths.ts'
import { type Doc, isDocument } from '../types.ts'
import type { UpdateOptions } from './modifier.ts'
import { arrayFilterName } from './paths.ts'

export function compileArrayFilters(filters: readonly Doc[] | undefined, options: UpdateOptions): Map<string, Probe> {
  const compiled = new Map<string, Probe>()
  for (const filter of filters ?? []) {
    const name = identifierOf(filter)
    if (compiled.has(name)) throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`)
    compiled.set(name, compileProbe(filter, options))
  }
  return compiled
}

/** The one name that all conditions of the filter begin with. */
function identifierOf(filter: Doc): string {
  const names = new Set(identifiers(filter))
  const [name] = names
  if (name === undefined) throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters')
  if (names.size > 1)
    throw failedToParse(
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
    )
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
    throw badValue(
      `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
    )
  return name
}

function identifiers(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([name, operand]) => {
    if (!name.startsWith('$')) return [name.split('.', 1)[0]!]
    return Array.isArray(operand) ? operand.filter(isDocument).flatMap(identifiers) : []
  })
}

/** Every identifier in a path needs a filter, and every filter a path. */
export function checkArrayFilters(filters: ReadonlyMap<string, Probe>, paths: readonly (readonly string[])[]): void {
  const used = new Set<string>()
  for (const parts of paths) {
    for (const name of parts.map(arrayFilterName)) {
      if (name && !filters.has(name)) throw badValue(`No array filter found for identifier '${name}' in path '${parts.join('.')}'`)
      if (name) used.add(name)
    }
  }
  for (const name of filters.keys())
    if (!used.has(name)) throw failedToParse(`The array filter for identifier '${name}' was not used in the update`)
}
