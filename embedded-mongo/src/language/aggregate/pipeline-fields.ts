// Which top-level fields a pipeline reads of its source, so that a scan decodes no more than these.
import { filterFields } from '../filter-fields.ts'
import { type Doc, isDocument, type Value } from '../types.ts'

/** Undefined if it needs whole documents. */
export function pipelineFields(stages: readonly Doc[]): ReadonlySet<string> | undefined {
  const fields = new Set<string>()
  for (const stage of stages) {
    const [name, spec] = Object.entries(stage)[0] ?? []
    if (name === '$limit' || name === '$skip') continue
    if (name === '$count') return fields
    if (name === '$match' && isDocument(spec)) {
      const read = filterFields(spec)
      if (!read) return undefined
      for (const field of read) fields.add(field)
    } else if (name === '$sort' && isDocument(spec)) {
      for (const path of Object.keys(spec)) fields.add(top(path))
    } else if (name === '$group') {
      return isDocument(spec) && !usesDocuments(spec) && readsOnly(spec, fields) ? fields : undefined
    } else {
      return name === '$sortByCount' && readsOnly(spec, fields) ? fields : undefined
    }
  }
  return undefined
}

function top(path: string): string {
  return path.split('.', 1)[0]!
}

/** These sort by fields that are not written as paths. */
function usesDocuments(spec: Doc): boolean {
  return Object.values(spec).some(
    value => isDocument(value) && ['$top', '$bottom', '$topN', '$bottomN'].includes(Object.keys(value)[0] ?? ''),
  )
}

function readsOnly(expression: Value, fields: Set<string>): boolean {
  if (typeof expression === 'string') return readsPath(expression, fields)
  if (Array.isArray(expression)) return expression.every(part => readsOnly(part, fields))
  if (!isDocument(expression)) return true
  return Object.entries(expression).every(([name, value]) => name === '$literal' || (name !== '$getField' && readsOnly(value, fields)))
}

/** A path may begin at the whole document; other variables hold what was read elsewhere. */
function readsPath(text: string, fields: Set<string>): boolean {
  if (!text.startsWith('$')) return true
  if (text.startsWith('$$')) return !/^\$\$(ROOT|CURRENT)/.test(text)
  fields.add(top(text.slice(1)))
  return true
}
