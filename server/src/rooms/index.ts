// The door of rooms: sessions led through the steps of a format, and who may speak in them.
import type { Route } from '../http/route.ts'
import { formatsFeature } from './formats/index.ts'

export { maySpeak } from './floor.ts'
export { type Move, moved } from './move.ts'
export { enter, tick } from './people.ts'
export { endsByItselfAfterMs, facilitatorGraceMs, openedAt, type Session, stepsOf } from './state.ts'

export function roomsFeature() {
  const formats = formatsFeature()
  return {
    actions: { listFormats: formats.list, readFormat: formats.read },
    routes(route: Route) {
      route('GET /api/formats', formats.list)
      route('GET /api/formats/:formatId', formats.read)
    },
  }
}
export type Rooms = ReturnType<typeof roomsFeature>
