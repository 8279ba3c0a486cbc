// The one place that every socket command goes through: paced, parsed by the contract, answered `{ok}` or `{problem}`, logged by its name alone.
import { type CommandName, type CommandOutput, commands } from '@hearth/shared/commands'
import type { z } from 'zod'
import type { Limit } from '../http/rate-limit.ts'
import type { Log } from '../log.ts'
import { invalidInput, Problem, problemJson } from '../problem.ts'
import type { LiveServer, LiveSocket } from './wire.ts'

export type CommandHandlers = {
  [Name in CommandName]: (socket: LiveSocket, input: z.output<(typeof commands)[Name]['input']>) => Promise<CommandOutput<Name>>
}
/** `perSocket` is counted with the connection; `perPerson` by account or address, so it survives coming back. */
export type CommandLimits = { perSocket: Limit; perPerson: Limit; refusalsBeforeCut: number }

type Deps = { handlers: CommandHandlers; limits: CommandLimits; log: Log }
type Answer = (answer: object) => void

export function takeCommands(io: LiveServer, deps: Deps) {
  io.on('connection', socket => {
    let refusals = 0
    socket.onAny((name: unknown, ...given: unknown[]) => {
      const started = performance.now()
      void outcome(socket, name, given, deps).then(({ code, command }) => {
        deps.log.info({ command, outcome: code, ms: Math.round(performance.now() - started) }, 'command')
        if (code === 'too-many') refusals += 1
        if (refusals > deps.limits.refusalsBeforeCut) socket.disconnect(true)
      })
    })
    socket.on('disconnect', () => void deps.limits.perSocket.forgive(socket.id).catch(() => undefined))
  })
}

/** Without a way to answer nothing is done, so that no command changes anything unseen. */
async function outcome(socket: LiveSocket, name: unknown, given: unknown[], deps: Deps) {
  const command = isCommand(name) ? name : '-'
  const last = given.at(-1)
  const answer = typeof last === 'function' ? (last as Answer) : null
  try {
    await deps.limits.perSocket.use(socket.id)
    await deps.limits.perPerson.use(socket.data.limitKey)
    if (!answer) return { command, code: 'no-answer-wanted' }
    const ok = await run(socket, name, given.slice(0, -1), deps.handlers)
    answer({ ok })
    return { command, code: 'ok' }
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem('internal', { cause: error })
    if (problem.code === 'internal') deps.log.error({ command, err: error }, 'failed')
    answer?.({ problem: problemJson(problem) })
    return { command, code: problem.code }
  }
}

async function run(socket: LiveSocket, name: unknown, given: unknown[], handlers: CommandHandlers) {
  if (!isCommand(name)) throw new Problem('not-found')
  const input = commands[name].input.safeParse(given.length === 1 ? given[0] : undefined)
  if (input.error) throw invalidInput(input.error)
  await socket.data.settled
  if (!socket.connected) throw new Problem('not-signed-in')
  return (handlers[name] as (socket: LiveSocket, input: unknown) => Promise<unknown>)(socket, input.data)
}

/** Own keys alone: `__proto__` and `constructor` are no commands. */
function isCommand(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name)
}
