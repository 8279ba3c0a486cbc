// Which top-level fields a filter looks at, so that a scan decodes no more than these.
import { type Doc, isDocument } from './types.ts'

/** Undefined if that cannot be told, because an expression may read anything. */
export function filterFields(filter: Doc): ReadonlySet<string> | undefined {
  const fields = new Set<string>()
  return collect(filter, fields) ? fields : undefined
}

function collect(filter: Doc, fields: Set<string>): boolean {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$comment') continue
    if (name.startsWith('$')) {
      if (!Array.isArray(operand)) return false
      if (!operand.every(clause => isDocument(clause) && collect(clause, fields))) return false
    } else {
      fields.add(name.split('.', 1)[0]!)
    }
  }
  return true
}
