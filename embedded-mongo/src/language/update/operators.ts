// An update by operators: all changes are known when it is compiled, and applied one after the other.
import { badValue, failedToParse } from '../errors.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { checkArrayFilters, compileArrayFilters } from './array-filters.ts'
import { ARRAY_MODIFIERS } from './arrays.ts'
import { applyChange, type Change } from './change.ts'
import type { Modifier, UpdateOptions } from './modifier.ts'
import { claimPath, comparePaths, emptyTree, isPositional, updatePath } from './paths.ts'
import { applyRename, parseRename, type Rename } from './rename.ts'
import { VALUE_MODIFIERS } from './values.ts'

export const MODIFIERS = { ...VALUE_MODIFIERS, ...ARRAY_MODIFIERS }

export interface ApplyContext {
  positional?: number
  isInsert?: boolean
}

interface Step {
  parts: readonly string[]
  modifier?: Modifier
  rename?: Rename
}

export function compileOperatorUpdate(update: Doc, options: UpdateOptions): (doc: Doc, context: ApplyContext) => Doc {
  const arrayFilters = compileArrayFilters(options.arrayFilters, options)
  const steps = Object.entries(update).flatMap(([name, operand]) => stepsOf(name, operand, options))
  const claimed = emptyTree()
  for (const step of steps) for (const parts of pathsOf(step)) claimPath(claimed, parts)
  checkArrayFilters(
    arrayFilters,
    steps.map(step => step.parts),
  )
  steps.sort((a, b) => comparePaths(a.parts, b.parts))
  const watched = steps.length > 1 && steps.some(step => step.parts.some(isPositional))
  return (doc, context) => {
    const reached = watched ? conflictWatch() : undefined
    return steps.reduce((result, step) => applyStep(result, step, context, arrayFilters, reached), doc)
  }
}

function stepsOf(name: string, operand: Value, options: UpdateOptions): Step[] {
  const make = Object.hasOwn(MODIFIERS, name) ? MODIFIERS[name] : undefined
  if (!make) {
    throw failedToParse(`Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`)
  }
  if (!isDocument(operand)) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(operand)} instead. For example: {$mod: {<field>: ...}} not {${name}: ...}`,
    )
  }
  return Object.entries(operand).map(([path, value]) => {
    if (name === '$rename') return renameStep(path, value)
    return { parts: updatePath(path), modifier: make(value, path, options) }
  })
}

function renameStep(path: string, value: Value): Step {
  const rename = parseRename(path, value)
  return { parts: rename.from, rename }
}

function pathsOf(step: Step): (readonly string[])[] {
  return step.rename ? [step.rename.from, step.rename.to] : [step.parts]
}

/** Two paths with positions may meet only in a document: that is told when it happens. */
function conflictWatch(): (path: readonly string[]) => void {
  const tree = emptyTree()
  return path => claimPath(tree, path)
}

function applyStep(doc: Doc, step: Step, context: ApplyContext, arrayFilters: Change['arrayFilters'], reached: Change['reached']): Doc {
  if (step.rename) return applyRename(doc, step.rename)
  const modifier = step.modifier!
  if (modifier.onlyOnInsert && !context.isInsert) return doc
  const parts = step.parts.includes('$') ? step.parts.map(part => (part === '$' ? position(context) : part)) : step.parts
  return applyChange(doc, { parts, modifier, arrayFilters, ...(reached && { reached }) })
}

function position(context: ApplyContext): string {
  if (context.positional === undefined) throw badValue('The positional operator did not find the match needed from the query.')
  return String(context.positional)
}
