// The records that an update or delete is about: found at once if that is quick, else in slices between which others run.
import type { Context } from '../commands/context.ts'
import { rest } from '../commands/context.ts'
import type { Query, Source } from '../plan/find.ts'
import { findRecords } from '../plan/find.ts'
import { PAUSE, Pace } from '../plan/pace.ts'
import type { Found } from '../plan/scan.ts'
import { foundId } from '../plan/scan.ts'

const QUICK_MILLISECONDS = 2

/** The records, or undefined if it takes too long for the middle of a commit. */
export function findTargetsNow(query: Query, source: Source): Found[] | undefined {
  const targets: Found[] = []
  for (const found of findRecords(query, source, new Pace(QUICK_MILLISECONDS))) {
    if (found === PAUSE) return undefined
    targets.push(found)
  }
  return targets
}

/** Their keys alone: what is found outside of the commit may have changed when it is written. */
export async function findTargets(context: Context, query: Query): Promise<Buffer[]> {
  const targets: Buffer[] = []
  const pace = new Pace()
  for (const found of findRecords(query, context.source, pace)) {
    if (found === PAUSE) await rest(context, pace)
    else targets.push(foundId(found))
  }
  return targets
}
