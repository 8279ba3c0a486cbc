// Compares the events that a client was heard to make with those that a case expects.
import type { Document } from 'mongodb'
import type { ExpectedEvents } from './case-file.ts'
import type { Entities } from './entities.ts'
import { expectMatch, Mismatch, show } from './match.ts'
import type { Observed } from './observer.ts'

const COMPARED: Record<string, string[]> = {
  commandStartedEvent: ['command', 'commandName', 'databaseName', 'hasServerConnectionId', 'hasServiceId'],
  commandSucceededEvent: ['reply', 'commandName', 'databaseName', 'hasServerConnectionId', 'hasServiceId'],
  commandFailedEvent: ['commandName', 'databaseName', 'hasServerConnectionId', 'hasServiceId'],
  connectionClosedEvent: ['reason'],
  connectionCheckOutFailedEvent: ['reason'],
}

export function expectEvents(entities: Entities, expected: ExpectedEvents): void {
  const { commands, connections } = entities.observer(expected.client)
  const { eventType = 'command', events, ignoreExtraEvents = false } = expected
  if (eventType === 'sdam') throw new Error('the runner does not look at events of the topology')
  const heard = eventType === 'command' ? commands : connections
  const path = `events of ${expected.client}`
  if (heard.length < events.length || (heard.length > events.length && !ignoreExtraEvents))
    throw new Mismatch(`${path}: expected ${events.length}, got ${heard.length} (${heard.map(describe).join(', ')})`)
  events.forEach((each, at) => {
    expectEvent(entities, each, heard[at]!, `${path}[${at}]`)
  })
}

const describe = ({ kind, event }: Observed): string => `${kind}${event.commandName ? ` ${event.commandName}` : ''}`

function expectEvent(entities: Entities, expected: object, heard: Observed, path: string): void {
  const [kind, fields] = Object.entries(expected)[0] as [string, Record<string, unknown>]
  if (kind !== heard.kind) throw new Mismatch(`${path}: expected ${kind}, got ${describe(heard)}`)
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (!COMPARED[kind]?.includes(name)) throw new Error(`the runner does not compare ${name} of a ${kind}`)
    expectMatch(entities, value, name === 'command' ? commandOf(heard, value as Document) : fieldOf(heard, name), `${path}.${name}`)
  }
}

/** The driver gives every commit and abort a limit to wait, which the specification asks for only when they are sent again. */
function commandOf({ event }: Observed, expected: Document): unknown {
  const { command, commandName } = event
  const isEnd = commandName === 'commitTransaction' || commandName === 'abortTransaction'
  if (!isEnd || command.writeConcern?.wtimeout !== 10_000 || expected.writeConcern?.wtimeout !== undefined) return command
  const { wtimeout: _, ...writeConcern } = command.writeConcern
  return { ...command, writeConcern }
}

function fieldOf({ event }: Observed, name: string): unknown {
  if (name === 'hasServerConnectionId') return event.serverConnectionId !== undefined && event.serverConnectionId !== null
  if (name === 'hasServiceId') return event.serviceId !== undefined && event.serviceId !== null
  if (!(name in event)) throw new Mismatch(`an event without ${name}: ${show(event)}`)
  return event[name]
}
