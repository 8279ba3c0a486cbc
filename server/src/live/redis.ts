// Lets several processes serve one community: what is published in one is heard in all. Loaded only with REDIS_URL.

import { createClient } from '@redis/client'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import type { LiveServer } from './wire.ts'

const name = 'hearth:live'

type Told = {
  /** The connection is back: what the other processes said meanwhile may be lost. */
  heardAgain(): void
  failed(error: unknown): void
}

export async function joinRedis(io: LiveServer, url: string, { heardAgain, failed }: Told): Promise<{ close(): Promise<void> }> {
  const client = newClient(url)
  let lost = false
  client.on('error', error => {
    // Told once for each time that it goes away, and not for every try to come back.
    if (!lost) failed(error)
    lost = true
  })
  client.on('ready', () => {
    if (lost) heardAgain()
    lost = false
  })
  await client.connect()
  io.adapter(createAdapter(client, { streamName: name, channelPrefix: name }))
  return { close: async () => client.destroy() }
}

/** Without its queue a lost Redis fails each emit at once, and the listeners of this process are still told. */
function newClient(url: string) {
  const client = createClient({ url, disableOfflineQueue: true })
  const { duplicate, publish } = client
  return Object.assign(client, {
    // The adapter reads through copies and asks again at once when reading fails; without a queue that would spin without end.
    duplicate: (...overrides: Parameters<typeof duplicate>) => duplicate.apply(client, [{ ...overrides[0], disableOfflineQueue: false }]),
    // The adapter does not look at what comes of this; a rejection that nobody takes would end the process.
    publish: (...message: Parameters<typeof publish>) => publish.apply(client, message).catch(() => 0),
  })
}
