// A live server on port 0 with topics and people that a test changes by hand: for what does not need a database.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type LiveDeps, liveServer } from '@hearth/server/live/server'
import { createLog } from '@hearth/server/log'
import { type Actor, guest, type Member } from '@hearth/server/policy/actor'
import type { ClientToServer, CommandInput, CommandName, CommandOutput } from '@hearth/shared/commands'
import type { ServerToClient } from '@hearth/shared/events'
import type { Ack, Presence } from '@hearth/shared/presence'
import type { Visibility } from '@hearth/shared/space'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'

export type Client = Socket<ServerToClient, ClientToServer>
export type StandTopic = { visibility: Visibility; locked?: boolean; seq: number }

export function memberCalled(handle: string, more: Partial<Member> = {}): Member {
  return {
    kind: 'member',
    accountId: `account-of-${handle}`,
    handle,
    roles: ['member'],
    silenced: false,
    via: 'sign-in',
    scope: 'write',
    signInId: `sign-in-of-${handle}`,
    tokenId: null,
    ...more,
  }
}

/** `people` are found by the cookie `who=<handle>`; nobody there is a guest. */
export async function liveStand(more: Partial<LiveDeps> = {}) {
  const topics = new Map<string, StandTopic>()
  const people = new Map<string, Actor>()
  const lines: string[] = []
  const http = createServer((_req, res) => res.end('a page'))
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const live = await liveServer(http, {
    actorOfHandshake: async headers => ({ actor: people.get(whoIn(headers)) ?? guest }),
    readTopic: async topicId => factsOf(topics.get(topicId)),
    roomDoor: () => {
      throw new Error('there are no rooms here')
    },
    publicUrl: () => url,
    trustProxy: 0,
    log: createLog('info', { write: line => void lines.push(line) }),
    ...more,
  })
  const clients: Client[] = []

  function connect(who: string | null, options: Partial<ManagerOptions & SocketOptions> = {}): Client {
    const extraHeaders: Record<string, string> = { origin: url, ...(who ? { cookie: `who=${who}` } : {}) }
    const client: Client = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders, ...options })
    clients.push(client)
    return client
  }

  async function close() {
    for (const client of clients) client.disconnect()
    await live.close()
    http.closeAllConnections()
    await new Promise(resolve => http.close(resolve))
  }

  return { url, http, live, topics, people, lines, connect, close, [Symbol.asyncDispose]: close }
}
export type LiveStand = Awaited<ReturnType<typeof liveStand>>

function whoIn(headers: IncomingHttpHeaders) {
  return /who=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? ''
}

function factsOf(topic: StandTopic | undefined) {
  if (!topic) return null
  const space = { visibility: topic.visibility, archived: false, anonymous: false }
  return { facts: { space, locked: topic.locked ?? false, removed: null }, seq: topic.seq }
}

export function connected(client: Client): Promise<Client> {
  return new Promise((resolve, reject) => {
    if (client.connected) resolve(client)
    client.once('connect', () => resolve(client))
    client.once('connect_error', reject)
  })
}

export function disconnected(client: Client, withinMs = 1_000): Promise<string> {
  return within(withinMs, 'a disconnect', new Promise(resolve => client.once('disconnect', resolve)))
}

/** Sends a command and gives its answer. */
export function ask<Name extends CommandName>(client: Client, name: Name, input: CommandInput<Name>): Promise<Ack<CommandOutput<Name>>> {
  return within(5_000, `an answer to ${name}`, (client as Socket).emitWithAck(name, input))
}

export async function enter(client: Client, topicId: string) {
  return ask(await connected(client), 'topic.enter', { topicId })
}

/** The next payload of an event that `fits`. */
export function next<Name extends keyof ServerToClient>(
  client: Client,
  name: Name,
  fits: (payload: Parameters<ServerToClient[Name]>[0]) => boolean = () => true,
  withinMs = 3_000,
): Promise<Parameters<ServerToClient[Name]>[0]> {
  const plain = client as unknown as Record<
    'on' | 'off',
    (name: string, listener: (payload: Parameters<ServerToClient[Name]>[0]) => void) => void
  >
  const heard = new Promise<Parameters<ServerToClient[Name]>[0]>(resolve => {
    const listener = (payload: Parameters<ServerToClient[Name]>[0]) => {
      if (!fits(payload)) return
      plain.off(name, listener)
      resolve(payload)
    }
    plain.on(name, listener)
  })
  return within(withinMs, name, heard)
}

/** Company as a client hears of it: `comes` waits for the first that fits, after the one that it waited for last. */
export function companyOf(client: Client) {
  const heard: Presence[] = []
  let at = 0
  client.on('presence', presence => void heard.push(presence))
  return {
    heard,
    async comes(fits: (presence: Presence) => boolean, withinMs = 5_000): Promise<Presence> {
      for (const end = performance.now() + withinMs; performance.now() < end; await pause(5))
        for (; at < heard.length; at += 1) if (fits(heard[at]!)) return heard[at++]!
      throw new Error(`company did not come within ${withinMs} ms; heard ${JSON.stringify(heard)}`)
    },
  }
}

/** Everything that a client hears, in order. */
export function heardBy(client: Client): { name: string; payload: unknown }[] {
  const heard: { name: string; payload: unknown }[] = []
  client.onAny((name: string, payload: unknown) => heard.push({ name, payload }))
  return heard
}

export function within<Value>(ms: number, what: string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${ms} ms`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

export function pause(ms: number) {
  return new Promise(resolve => setTimeout(resolve, ms))
}
