// Where a cursor's documents come from: a scan, which is there at once, or a pipeline, whose lists have to be waited for.
import type { Doc } from '../language/value.ts'
import { encode } from '../language/value.ts'
import type { Pace } from '../plan/pace.ts'
import { PAUSE } from '../plan/pace.ts'

export type Step = IteratorResult<Buffer | typeof PAUSE, unknown>

/** Gives documents as bytes; a PAUSE asks to be called again later. A promise only where there is something to wait for. */
export type Producer = { next(): Step | Promise<Step>; return?(): unknown }

/** An await for every document would be most of the time of a pipeline, so each list is waited for once. */
export function ofLists(lists: AsyncIterable<readonly Doc[]>, pace: Pace): Producer {
  const iterator = lists[Symbol.asyncIterator]()
  let list: readonly Doc[] = []
  let at = 0
  const next = (): Step | Promise<Step> => {
    if (at === list.length) return iterator.next().then(begin)
    return { done: false, value: pace.due() ? PAUSE : encode(list[at++]!) }
  }
  const begin = (step: IteratorResult<readonly Doc[], unknown>): Step | Promise<Step> => {
    if (step.done) return step
    list = step.value
    at = 0
    return next()
  }
  return { next, return: () => iterator.return?.() }
}
