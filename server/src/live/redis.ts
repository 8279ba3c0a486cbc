// Lets several processes serve one community: what is published in one is heard in all. Loaded only with REDIS_URL.
import { createAdapter } from '@socket.io/redis-streams-adapter'
import { createClient } from 'redis'
import type { LiveServer } from './wire.ts'

const name = 'hearth:live'

type Told = {
  /** The connection is back: what the other processes said meanwhile may be lost. */
  heardAgain(): void
  failed(error: unknown): void
}

export async function joinRedis(io: LiveServer, url: string, { heardAgain, failed }: Told): Promise<{ close(): Promise<void> }> {
  // Without the queue a lost Redis fails each emit at once, and the listeners of this process are still told.
  const client = createClient({ url, disableOfflineQueue: true })
  let lost = false
  client.on('error', error => {
    lost = true
    failed(error)
  })
  client.on('ready', () => {
    if (lost) heardAgain()
    lost = false
  })
  await client.connect()
  io.adapter(createAdapter(client, { streamName: name, channelPrefix: name }))
  return { close: () => client.close() }
}
