// Who may open a live connection: pages of our own origin only, over every transport, and not without end.
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connected, enter, type LiveStand, liveStand, memberCalled } from './stand.ts'

let stand: LiveStand
beforeEach(async () => {
  stand = await liveStand()
  stand.people.set('ada', memberCalled('ada'))
})
afterEach(() => stand.close())

const cookie = 'who=ada'
const refusedHeaders: [string, Record<string, string>][] = [
  ['another origin', { origin: 'https://elsewhere.example', cookie }],
  ['another origin without a cookie', { origin: 'https://elsewhere.example' }],
  ['a name that begins like ours', { origin: 'http://127.0.0.1.elsewhere.example', cookie }],
  ['the origin "null"', { origin: 'null', cookie }],
  ['a cookie without an origin', { cookie }],
  ['a page of another site that says so', { 'sec-fetch-site': 'cross-site', cookie }],
  ['a page of a neighbour site', { 'sec-fetch-site': 'same-site', cookie }],
]

it.each(refusedHeaders)('a WebSocket handshake with %s is refused', async (_name, headers) => {
  const client = stand.connect(null, { extraHeaders: headers })
  await expect(connected(client)).rejects.toThrow()
  expect(stand.live.stats().sockets).toBe(0)
})

it.each(refusedHeaders)('a polling handshake with %s is refused', async (_name, headers) => {
  expect(await statusOf(`${stand.url}/socket.io/?EIO=4&transport=polling`, headers)).toBe(403)
  expect(stand.live.stats().sockets).toBe(0)
})

it('polling requests of an open connection are asked for their origin too', async () => {
  const opened = await bodyOf(`${stand.url}/socket.io/?EIO=4&transport=polling`, { origin: stand.url, cookie })
  const sid = JSON.parse(opened.slice(1)).sid
  const address = `${stand.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`
  expect(await statusOf(address, { origin: 'https://elsewhere.example', cookie })).toBeGreaterThanOrEqual(400)
})

it('an upgrade from polling with another origin is refused', async () => {
  const opened = await bodyOf(`${stand.url}/socket.io/?EIO=4&transport=polling`, { origin: stand.url, cookie })
  const sid = JSON.parse(opened.slice(1)).sid
  const status = await upgradeStatus(`${stand.url}/socket.io/?EIO=4&transport=websocket&sid=${sid}`, 'https://elsewhere.example')
  expect(status).toBeGreaterThanOrEqual(400)
})

it('our own origin is let in, with a cookie and without, and a program with neither', async () => {
  await connected(stand.connect('ada'))
  await connected(stand.connect(null))
  await connected(stand.connect(null, { extraHeaders: {} }))
  await connected(stand.connect('ada', { transports: ['polling'] }))
  expect(stand.live.stats().sockets).toBe(4)
})

it('a handshake that nobody can be found for is refused', async () => {
  await stand.close()
  stand = await liveStand({ actorOfHandshake: async () => Promise.reject(new Error('the database is away')) })
  await expect(connected(stand.connect('ada'))).rejects.toMatchObject({ data: { problem: { code: 'internal' } } })
})

it('one account has a limited number of connections', async () => {
  await stand.close()
  stand = await liveStand({ limits: { socketsPerAccount: 2 } })
  stand.people.set('ada', memberCalled('ada'))
  await connected(stand.connect('ada'))
  await connected(stand.connect('ada'))
  await expect(connected(stand.connect('ada'))).rejects.toMatchObject({ data: { problem: { code: 'too-many' } } })
})

it('one address opens a limited number of connections a minute', async () => {
  await stand.close()
  stand = await liveStand({ limits: { connectionsPerAddress: [2, 60] } })
  await connected(stand.connect(null))
  await connected(stand.connect(null))
  await expect(connected(stand.connect(null))).rejects.toThrow()
})

it('a proxy that is trusted tells the address; what a client writes in front of it does not count', async () => {
  await stand.close()
  stand = await liveStand({ trustProxy: 1, limits: { connectionsPerAddress: [1, 60] } })
  const from = (told: string) => connected(stand.connect(null, { extraHeaders: { origin: stand.url, 'x-forwarded-for': told } }))
  await from('198.51.100.1')
  await from('198.51.100.2')
  await expect(from('203.0.113.9, 198.51.100.1')).rejects.toThrow()
})

it('a topic that is not there and one that is private answer a guest the same', async () => {
  const [hidden, absent] = [randomUUID(), randomUUID()]
  stand.topics.set(hidden, { visibility: 'members', seq: 4 })
  const client = stand.connect(null)
  expect(await enter(client, hidden)).toEqual(await enter(client, absent))
  expect(await enter(client, hidden)).toMatchObject({ problem: { code: 'not-found' } })
})

function bodyOf(url: string, headers: Record<string, string>): Promise<string> {
  return fetchPlain(url, headers).then(answer => answer.body)
}

function statusOf(url: string, headers: Record<string, string>) {
  return fetchPlain(url, headers).then(answer => answer.status)
}

/** `fetch` would write headers of its own, such as `Sec-Fetch-Mode`. */
function fetchPlain(url: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const req = request(url, { headers }, res => {
      let body = ''
      res.on('data', chunk => {
        body += chunk
      })
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body }))
    })
    req.on('error', reject)
    req.end()
  })
}

function upgradeStatus(url: string, origin: string): Promise<number> {
  const headers = {
    origin,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  }
  return new Promise((resolve, reject) => {
    const req = request(url, { headers }, res => resolve(res.statusCode ?? 0))
    req.on('upgrade', (_res, socket) => {
      socket.destroy()
      resolve(101)
    })
    req.on('error', reject)
    req.end()
  })
}
