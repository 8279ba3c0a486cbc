// One invented member of the demo who acts as a browser does: signed in with a cookie, by public calls and a socket of their own.
import type { Me } from '@hearth/shared/account'
import type { ClientToServer, CommandInput, CommandName, CommandOutput } from '@hearth/shared/commands'
import type { BodyInput, CallKey, Params, QueryInput, Returns } from '@hearth/shared/contract'
import type { ServerToClient } from '@hearth/shared/events'
import type { Ack } from '@hearth/shared/presence'
import { io, type Socket } from 'socket.io-client'
import { demoPassword } from './sign-ins.ts'

export type Player = Awaited<ReturnType<typeof playerAt>>
type Given<Key extends CallKey> = { params?: Params<Key>; query?: QueryInput<Key>; body?: BodyInput<Key> }

/** The server said no; the message is the code of its reason. */
export class Refused extends Error {}

const deafAfterMs = 10_000

export async function playerAt(url: string, handle: string) {
  const headers: Record<string, string> = { origin: url, 'content-type': 'application/json' }

  async function send(method: string, path: string, body?: object) {
    const words = body ? { body: JSON.stringify(body) } : {}
    const answer = await fetch(url + path, { method, headers, ...words, signal: AbortSignal.timeout(deafAfterMs) })
    const text = await answer.text()
    if (!answer.ok) throw new Refused((JSON.parse(text) as { code?: string }).code ?? String(answer.status))
    for (const line of answer.headers.getSetCookie()) headers.cookie = line.split(';')[0]!
    return text ? JSON.parse(text) : null
  }

  function call<Key extends CallKey>(key: Key, { params, query, body }: Given<Key> = {}): Promise<Returns<Key>> {
    const [method = '', pattern = ''] = key.split(' ')
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => (params as Record<string, string> | undefined)?.[name] ?? '')
    const search = new URLSearchParams(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)])).toString()
    return send(method, search ? `${path}?${search}` : path, body as object | undefined)
  }

  const me: Me = await send('POST', '/api/sign-in', { handle, password: demoPassword })
  const extraHeaders = { origin: url, cookie: headers.cookie ?? '' }
  const socket: Socket<ServerToClient, ClientToServer> = io(url, { transports: ['websocket'], forceNew: true, extraHeaders })

  return {
    handle,
    id: me.id,
    call,
    /** Once the connection stands. */
    async command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
      const answer: Ack<CommandOutput<Name>> = await (socket as Socket).timeout(deafAfterMs).emitWithAck(name, input)
      if ('problem' in answer) throw new Refused(answer.problem.code)
      return answer.ok
    },
    /** Leaves no connection and no sign-in behind. */
    async goHome() {
      socket.disconnect()
      await call('POST /api/sign-out').catch(() => undefined)
    },
  }
}
