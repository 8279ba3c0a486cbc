// Stays in what was entered over one socket: enters again with every connection, comes back when the server closes, and knows when it is over.
import type { Ack } from '@hearth/shared/presence'
import type { ProblemCode } from '@hearth/shared/problems'
import type { Socket } from 'socket.io-client'
import { between, troubleWait } from './in-sequence.ts'

export type Stay<Output> = {
  socket: Pick<Socket, 'connect' | 'disconnect' | 'connected' | 'active'>
  /** Null when no answer came. */
  enter(): Promise<Ack<Output> | null>
  entered(output: Output): void
  /** The refusals after which it makes no sense to try again. */
  final: readonly ProblemCode[]
  ended(code: ProblemCode): void
}

/** Milliseconds. */
const againWait = [500, 1_500] as const

export function stayIn<Output>({ socket, enter, entered, final, ended }: Stay<Output>) {
  let comeBack: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  async function come() {
    const answer = await enter()
    if (stopped || !answer) return socket.connected && later(come, troubleWait)
    if ('ok' in answer) return entered(answer.ok)
    const { code, retryAfter } = answer.problem
    if (final.includes(code)) return end(code)
    if (socket.connected) later(come, retryAfter ? [retryAfter * 1_000, retryAfter * 2_000] : troubleWait)
  }

  function later(what: () => void, times: readonly [number, number]) {
    clearTimeout(comeBack)
    comeBack = setTimeout(() => stopped || what(), between(times))
  }

  function end(code: ProblemCode) {
    if (stopped) return
    stop()
    ended(code)
  }

  function stop() {
    stopped = true
    clearTimeout(comeBack)
    socket.disconnect()
  }

  const heard = socket as Socket
  heard.on('server.closing', ({ comeBackInMs }: { comeBackInMs: number }) => {
    socket.disconnect()
    later(() => socket.connect(), [comeBackInMs, comeBackInMs])
  })
  heard.on('connect', () => void come())
  // Only what the server ends on purpose is not tried again by the client itself.
  heard.on('disconnect', reason => reason === 'io server disconnect' && later(() => socket.connect(), againWait))
  heard.on('connect_error', () => socket.active || later(() => socket.connect(), troubleWait))
  if (socket.connected) void come()

  return { end, stop }
}
