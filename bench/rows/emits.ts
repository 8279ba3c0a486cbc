// When a stamped server began to emit what was heard.
import type { ChildProcess } from 'node:child_process'
import type { Delivery } from '../load/crowd.ts'
import type { EmitStamp } from '../reference/emit-stamps.ts'

/** All since they were asked for last. */
export function emitsOf(child: ChildProcess): Promise<EmitStamp[]> {
  return new Promise(resolve => {
    child.once('message', stamps => resolve(stamps as EmitStamp[]))
    child.send('stamps')
  })
}

/** What is measured comes one at a time, so the first emit after it was sent is its own. */
export function firstEmitOf({ postedAtMs, lastAtMs }: Delivery, emits: EmitStamp[]): number {
  const first = emits.find(stamp => stamp.atMs > postedAtMs && stamp.atMs < lastAtMs)
  if (!first) throw new Error('Something was heard that was not seen to be emitted')
  return first.atMs
}
