// People on line, in a process of their own: started, asked and ended by the bench, which it answers by messages.
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Sent } from './requests.ts'

export type Listener = { headers: Record<string, string>; topicIds: string[] }
export type Order =
  | { do: 'connect'; url: string; listeners: Listener[]; event: string }
  /** Posts `count` times, each after the last was heard by all `expected`; `gapMs` between. */
  | { do: 'post'; url: string; sent: Sent; count: number; expected: number; gapMs: number }
/** Times of the machine's steady clock, in milliseconds. */
export type Delivery = { postedAtMs: number; answeredAtMs: number; firstAtMs: number; lastAtMs: number }
export type Answer = { done: 'connected'; listeners: number } | { done: 'posted'; deliveries: Delivery[] } | { failed: string }

export type Crowd = AsyncDisposable & {
  connect(url: string, listeners: Listener[], event: string): Promise<void>
  post(order: Omit<Extract<Order, { do: 'post' }>, 'do'>): Promise<Delivery[]>
}

const patienceMs = 60_000

export function crowd(): Crowd {
  const child = fork(join(import.meta.dirname, 'listeners.ts'))
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  return {
    async connect(url, listeners, event) {
      await answerOf(child, { do: 'connect', url, listeners, event })
    },
    async post(order) {
      const answer = await answerOf(child, { do: 'post', ...order })
      return 'deliveries' in answer ? answer.deliveries : []
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
      process.off('exit', endWithUs)
    },
  }
}

function answerOf(child: ChildProcess, order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`The crowd did not ${order.do}`)), patienceMs)
    child.once('message', (answer: Answer) => {
      clearTimeout(tooLate)
      if ('failed' in answer) reject(new Error(answer.failed))
      else resolve(answer)
    })
    child.send(order)
  })
}
