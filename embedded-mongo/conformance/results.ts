// Turns the driver's results into the documents that cases speak of.
import type { Document } from 'mongodb'

const PER_MODEL = ['insertResults', 'updateResults', 'deleteResults'] as const

export function resultOf(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('updateResults' in result)) return result
  const plain: Document = { ...result }
  for (const name of PER_MODEL) if (plain[name] instanceof Map) plain[name] = Object.fromEntries(plain[name])
  return plain
}
