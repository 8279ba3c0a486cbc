// The last replies of a topic, and those after a number: who wrote them and whether they stand, for telling what waits.
import { kept } from '../kept.ts'
import type { ReplyHead, ReplyStore } from './store.ts'

/** Replies of one tail, and of all that are held. */
export const tailLength = 60
const mostKept = 60_000

export function tailsOf(store: Pick<ReplyStore, 'headsAfter' | 'lastHeads'>) {
  const tails = kept<ReplyHead[]>(mostKept, tail => tail.length + 1)
  return {
    /** In order, each once, from the one after `n` on; read as far as the caller goes. Every change draws the topic's `seq`. */
    async *after({ _id, seq, lastN }: { _id: string; seq: number; lastN: number }, n: number): AsyncGenerator<ReplyHead> {
      if (lastN - n <= tailLength) {
        const tail = await tails.ask(
          _id,
          () => seq,
          () => store.lastHeads(_id, tailLength),
        )
        for (const head of tail) if (head.n > n) yield head
        return
      }
      for (let from = n; ; ) {
        const heads = await store.headsAfter(_id, from, tailLength)
        yield* heads
        if (heads.length < tailLength) return
        from = heads.at(-1)!.n
      }
    },
  }
}
