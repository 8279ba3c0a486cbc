// Sorted runs merged to one, in steps: whoever sorts much lets others have their turn between them.
type Compare<T> = (a: T, b: T) => number

/** Elements that are merged in one step: well under a millisecond. */
const STEP = 512

/** As long a run as is sorted in one go. */
export const LONGEST_RUN = 1024

/** Yields between steps; gives the first `wanted` of all runs, where of equal ones the earlier run's come first. */
export function* mergeRuns<T>(runs: readonly T[][], compare: Compare<T>, wanted = Number.POSITIVE_INFINITY): Generator<undefined, T[]> {
  let left = runs
  while (left.length > 1) {
    const merged: T[][] = []
    for (let at = 0; at < left.length; at += 2) {
      const second = left[at + 1]
      merged.push(second === undefined ? left[at]! : yield* mergeTwo(left[at]!, second, compare, wanted))
    }
    left = merged
  }
  return left[0] ?? []
}

function* mergeTwo<T>(a: T[], b: T[], compare: Compare<T>, wanted: number): Generator<undefined, T[]> {
  const merged: T[] = []
  let atA = 0
  let atB = 0
  while (merged.length < wanted && (atA < a.length || atB < b.length)) {
    const takeA = atB >= b.length || (atA < a.length && compare(a[atA]!, b[atB]!) <= 0)
    merged.push(takeA ? a[atA++]! : b[atB++]!)
    if (merged.length % STEP === 0) yield
  }
  return merged
}
