// A session with four people in its room, and a browser that they open it in.
import { enterAs, roomStage } from '../features/rooms-stage.ts'
import { world } from '../world.ts'
import { browser } from './chromium.ts'
import { see, type Visitor } from './visitor.ts'

export type RoomVisit = Awaited<ReturnType<typeof room>>

export async function room() {
  const place = await world()
  const stage = await roomStage(place)
  const { ana, ben, cleo, dag, sessionId } = stage
  for (const person of [ana, ben, cleo, dag]) await enterAs(person, sessionId)
  return { ...place, ...stage, opened: await browser(), address: `/sessions/${sessionId}/room` }
}

/** The page is there, and its script goes on with it. */
export async function alive({ page }: Visitor, address: string) {
  await page.goto(address)
  await see(page.locator('[data-island="room"][data-alive]')).toBeAttached()
}
