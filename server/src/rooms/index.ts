// The door of rooms: sessions led through the steps of a format, and who may speak in them.
export { maySpeak } from './floor.ts'
export { type Move, moved } from './move.ts'
export { enter, tick } from './people.ts'
export { endsByItselfAfterMs, facilitatorGraceMs, openedAt, type Session, stepsOf } from './state.ts'
