// Whether the demo has been brought in: one document, so that a second start leaves everything as people have changed it.
import type { Connection } from 'mongoose'

export type DemoMarker = { isLoaded(): Promise<boolean>; setLoaded(): Promise<void> }

export function demoMarker(connection: Connection): DemoMarker {
  const markers = connection.collection<{ _id: string; loadedAt: Date }>('demo')
  return {
    isLoaded: async () => (await markers.findOne({ _id: 'community' })) !== null,
    async setLoaded() {
      await markers.updateOne({ _id: 'community' }, { $setOnInsert: { loadedAt: new Date() } }, { upsert: true })
    },
  }
}
