// The process of a crowd: Socket.IO clients by websocket that enter topics and hear, and one writer among them; one clock for all.
import { Agent, request } from 'node:http'
import { io, type Socket } from 'socket.io-client'
import type { Answer, Delivery, Listener, Order } from './crowd.ts'
import type { Sent } from './requests.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
/** Connections that are opened at the same time. */
const atOnce = 25
const deafAfterMs = 10_000

const nowMs = () => Number(process.hrtime.bigint()) / 1e6
const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
let heard: (atMs: number) => void = () => undefined

process.on('message', (order: Order) => {
  carryOut(order).then(
    answer => process.send?.(answer),
    error => process.send?.({ failed: String(error) } satisfies Answer),
  )
})
process.once('SIGTERM', () => process.exit(0))

async function carryOut(order: Order): Promise<Answer> {
  if (order.do === 'connect') return connect(order.url, order.listeners, order.event)
  const deliveries: Delivery[] = []
  for (let n = 0; n < order.count; n += 1) {
    deliveries.push(await postOnce(order.url, order.sent, order.expected))
    await sleep(order.gapMs)
  }
  return { done: 'posted', deliveries }
}

async function connect(url: string, listeners: Listener[], event: string): Promise<Answer> {
  for (let from = 0; from < listeners.length; from += atOnce)
    await Promise.all(listeners.slice(from, from + atOnce).map(each => open(url, each, event)))
  return { done: 'connected', listeners: listeners.length }
}

async function open(url: string, { headers, topicIds }: Listener, event: string) {
  const socket = io(url, { transports: ['websocket'], extraHeaders: headers, forceNew: true, reconnection: false })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject))
  for (const topicId of topicIds) await enter(socket, topicId)
  socket.on(event, () => heard(nowMs()))
}

async function enter(socket: Socket, topicId: string) {
  const answer = await socket.timeout(deafAfterMs).emitWithAck('topic.enter', { topicId })
  if (!('ok' in answer)) throw new Error(`A topic could not be entered: ${JSON.stringify(answer)}`)
}

/** Resolves when the writer has the answer and all who listen have heard; throws when anybody did not, or heard twice. */
async function postOnce(url: string, sent: Sent, expected: number): Promise<Delivery> {
  const times: number[] = []
  const all = new Promise<void>((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`${times.length} of ${expected} heard`)), deafAfterMs)
    heard = atMs => {
      times.push(atMs)
      if (times.length < expected) return
      clearTimeout(tooLate)
      resolve()
    }
  })
  const postedAtMs = nowMs()
  const [answeredAtMs] = await Promise.all([post(url, sent), all])
  await sleep(2)
  if (times.length !== expected) throw new Error(`${times.length} were heard where ${expected} listen`)
  return { postedAtMs, answeredAtMs, firstAtMs: times[0]!, lastAtMs: times.at(-1)! }
}

function post(url: string, { method, path, headers = {}, body = '' }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const req = request(url + path, { method, agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, res => {
      if (res.statusCode !== 201) reject(new Error(`The post answered ${res.statusCode}`))
      res.resume().once('end', () => resolve(nowMs()))
    })
    req.once('error', reject).end(body)
  })
}
