// Turns the driver's results into the documents that cases speak of.
import type { Document } from 'mongodb'

const PER_MODEL = ['insertResults', 'updateResults', 'deleteResults'] as const

export function resultOf(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('updateResults' in result)) return result
  const plain: Document = { ...result }
  for (const name of PER_MODEL) if (plain[name] instanceof Map) plain[name] = Object.fromEntries([...plain[name]].map(withoutOwn))
  return plain
}

/** The driver tells of every update whether it made something, which the cases do not know. */
function withoutOwn([index, result]: [number, Document]): [number, Document] {
  const { didUpsert: _, ...known } = result
  return [index, known]
}
