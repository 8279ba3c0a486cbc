// The door of the demo: an invented community to look around in, brought in once.
import type { LiveDemo, LiveDemoOptions } from './live-session.ts'

export { type DemoDeps, loadDemo } from './load-demo.ts'
export { demoPassword, demoSignIns } from './sign-ins.ts'
export { demoMarker } from './store.ts'
export type { LiveDemo }

/** Read only where it is asked for: it brings a client of sockets with it. */
export async function startLiveDemo(options: LiveDemoOptions): Promise<LiveDemo> {
  return (await import('./live-session.ts')).startLiveDemo(options)
}
