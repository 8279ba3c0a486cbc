// The door of rooms: sessions led through the steps of a format, and who may speak in them.
import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connect.ts'
import { formatsFeature } from './formats/index.ts'

export { maySpeak } from './floor.ts'
export { type Move, moved } from './move.ts'
export { enter, tick } from './people.ts'
export { endsByItselfAfterMs, facilitatorGraceMs, openedAt, type Session, stepsOf } from './state.ts'

export function roomsFeature(deps: { connection: Connection; clock: Clock }) {
  const formats = formatsFeature(deps)
  return {
    actions: { formats: formats.actions },
    formatFor: formats.formatFor,
    routes: formats.routes,
    createIndexes: formats.createIndexes,
  }
}
export type Rooms = ReturnType<typeof roomsFeature>
