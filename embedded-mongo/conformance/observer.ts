// Keeps what a client says of its commands and connections, by the names that the cases use.
import type { CommandStartedEvent, Document, MongoClient } from 'mongodb'

export type Observed = { kind: string; event: Document }

const COMMAND_EVENTS = ['commandStarted', 'commandSucceeded', 'commandFailed']
const CONNECTION_EVENTS = [
  'connectionReady',
  'connectionCheckOutStarted',
  'connectionCheckOutFailed',
  'connectionCheckedOut',
  'connectionCheckedIn',
  'connectionCreated',
  'connectionClosed',
  'connectionPoolCleared',
  'connectionPoolReady',
]
/** The runner's own doing, and what every connection does. */
const NEVER_LOOKED_AT = ['configureFailPoint', 'hello', 'ismaster', 'isMaster']

export class Observer {
  readonly commands: Observed[] = []
  readonly connections: Observed[] = []
  /** All commands, asked for or not: what the sessions of the last two were. */
  readonly started: CommandStartedEvent[] = []

  constructor(client: MongoClient, wanted: readonly string[], ignored: readonly string[]) {
    const unwanted = new Set([...ignored, ...NEVER_LOOKED_AT])
    const listen = (name: string, hear: (event: Document) => void) =>
      (client as unknown as NodeJS.EventEmitter).on(name, (event: Document) => hear(event))
    for (const name of COMMAND_EVENTS) {
      listen(name, event => {
        if (unwanted.has(event.commandName)) return
        if (name === 'commandStarted') this.started.push(event as CommandStartedEvent)
        if (wanted.includes(`${name}Event`)) this.commands.push({ kind: `${name}Event`, event: copied(event) })
      })
    }
    for (const name of CONNECTION_EVENTS) {
      listen(name, event => {
        if (wanted.includes(`${name}Event`)) this.connections.push({ kind: `${name}Event`, event })
      })
    }
  }
}

/** The driver goes on changing what it sent: a read concern that commands share is one object. */
function copied(event: Document): Document {
  const copy = Object.create(Object.getPrototypeOf(event), Object.getOwnPropertyDescriptors(event)) as Document
  if (event.command !== undefined) Object.defineProperty(copy, 'command', { value: deepCopy(event.command) })
  return copy
}

function deepCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deepCopy)
  const isPlain = typeof value === 'object' && value !== null && !('_bsontype' in value) && !(value instanceof Date || value instanceof Map)
  return isPlain ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, deepCopy(field)])) : value
}
