// Load by HTTP: as many connections at once as asked, each sending its requests one after the other, for a bounded time.
import autocannon from 'autocannon'
import type { Figures } from '../compare.ts'
import { processorSeconds, type Server } from '../servers.ts'

export type Sent = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }
/** `of` gives the requests of each connection, repeated in turn. */
export type Load = { server: Server; connections: number; seconds: number; of(connection: number): Sent[] }
export type Asked = 'perSecond' | 'p50' | 'p99' | 'processorMs'

/**
 * Requests per second, milliseconds of one, and milliseconds of the server's processor for one,
 * which a busy machine disturbs least; null when any answer was not a success.
 */
export async function ask({ server, connections, seconds, of }: Load): Promise<Figures<Asked>> {
  let next = 0
  const started = performance.now()
  const usedBefore = processorSeconds(server)
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    sampleInt: 100,
    setupClient(client) {
      client.setRequests(of(next).map(request => ({ ...request, headers: request.headers ?? {} })) as never)
      next += 1
    },
  })
  const took = (performance.now() - started) / 1_000
  const used = processorSeconds(server) - usedBefore
  const bad = result.errors + result.timeouts + result.non2xx
  if (bad > 0 || result['2xx'] === 0) return null
  const answered = result['2xx']
  return { perSecond: answered / took, processorMs: (used * 1_000) / answered, p50: result.latency.p50, p99: result.latency.p99 }
}

/** Asks once and throws when the answer is no success: nothing is measured that does not work. Returns its bytes. */
export async function check(url: string, sent: Sent[]): Promise<number> {
  let bytes = 0
  for (const { method, path, headers = {}, body } of sent) {
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }), redirect: 'manual' })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    bytes += (await answer.arrayBuffer()).byteLength
  }
  return bytes
}
