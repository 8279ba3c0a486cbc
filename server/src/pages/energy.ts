// Low-energy mode, as the pages know it: who is in it, and how much is shown to them at a time.
import type { Reader } from './visit.ts'

/** Topics of a list, and replies of a topic. */
export const atATime = 5

export function isLow({ reading }: Pick<Reader, 'reading'>): boolean {
  return reading.energy === 'low'
}
