// People in rooms, in a process of their own: they enter, idle, and talk one after the other in each room; Hearth and its reference speak alike.
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Delivery } from './crowd.ts'

export type Talker = { headers: Record<string, string>; sessionId: string }
export type Talk = {
  /** Messages in each room, each said after the last was heard by all of it. */
  count: number
  /** From one message of a room to the next, at least. */
  gapMs: number
}
export type RoomOrder = { do: 'enter'; url: string; talkers: Talker[] } | ({ do: 'talk'; body: string } & Talk)
export type RoomAnswer = { done: 'entered' } | { done: 'talked'; deliveries: Delivery[] } | { failed: string }

export type Rooms = AsyncDisposable & {
  enter(url: string, talkers: Talker[]): Promise<void>
  talk(talk: Talk): Promise<Delivery[]>
}

const patienceMs = 120_000
/** About as long as what a person says at length; its event weighs about 1 kB. */
const body = `${'I notice how quiet it became when you said that, and I wonder what was in it. '.repeat(7)}\n\nThat **stays** with me.`

export function rooms(): Rooms {
  const child = fork(join(import.meta.dirname, 'talkers.ts'))
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  return {
    async enter(url, talkers) {
      await answerOf(child, { do: 'enter', url, talkers })
    },
    async talk(talk) {
      const answer = await answerOf(child, { do: 'talk', body, ...talk })
      return 'deliveries' in answer ? answer.deliveries : []
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
      process.off('exit', endWithUs)
    },
  }
}

function answerOf(child: ChildProcess, order: RoomOrder): Promise<RoomAnswer> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`The rooms did not ${order.do}`)), patienceMs)
    child.once('message', (answer: RoomAnswer) => {
      clearTimeout(tooLate)
      if ('failed' in answer) reject(new Error(answer.failed))
      else resolve(answer)
    })
    child.send(order)
  })
}
