// The commands that are running, so that they can be looked at and killed.
import type { Context } from './commands/context.ts'
import type { Doc } from './language/value.ts'

export type Operation = { id: number; context: Context; startedAt: number }

export class Operations {
  readonly #running = new Map<number, Operation>()
  #last = 0

  /** Notes a command until the function that it gives back is called. */
  begin(context: Context): () => void {
    const id = ++this.#last
    this.#running.set(id, { id, context, startedAt: performance.now() })
    return () => this.#running.delete(id)
  }

  all(): Operation[] {
    return [...this.#running.values()]
  }

  kill(id: number): void {
    this.#running.get(id)?.context.watch.kill()
  }
}

/** An operation as `$currentOp` shows it. */
export function describeOperation({ id, context, startedAt }: Operation): Doc {
  const { args, client, database, engine, name, session } = context
  const microseconds = Math.round((performance.now() - startedAt) * 1000)
  const target = args[name]
  return {
    type: 'op',
    host: engine.address,
    desc: `conn${client.id}`,
    connectionId: client.id,
    ...(client.appName !== undefined && { appName: client.appName }),
    active: true,
    opid: id,
    secs_running: Math.floor(microseconds / 1_000_000),
    microsecs_running: microseconds,
    op: 'command',
    ns: typeof target === 'string' ? `${database}.${target}` : `${database}.$cmd`,
    command: args,
    ...(session !== undefined && { lsid: args.lsid }),
  }
}
