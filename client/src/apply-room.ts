// What a page knows of a room, and how an event changes it: pure, and the same whatever order events come in and however often.
import type { Room, RoomChange, RoomMessage, RoomPerson, RoomState } from '@hearth/shared/room'

/** Each field and each person at the number of its last change. */
export type LiveRoom = {
  /** The highest sequence that was seen; what lies below it may still be missing until caught up. */
  seq: number
  state: Omit<RoomState, 'people' | 'seq' | 'now'>
  people: ReadonlyMap<string, RoomPerson>
  messages: ReadonlyMap<string, RoomMessage>
  told: ReadonlyMap<string, number>
}
/** Of an event's payload only this matters. */
export type RoomEvent = { seq: number; state: RoomChange } | { seq: number; message: RoomMessage }

export function roomAt(state: RoomState): LiveRoom {
  const { people: _, seq: __, now: ___, ...fields } = state
  return applyRoom({ seq: 0, state: fields, people: new Map(), messages: new Map(), told: new Map() }, { seq: state.seq, state })
}

/** An older state of a thing never overwrites a newer one. */
export function applyRoom(room: LiveRoom, event: RoomEvent): LiveRoom {
  const seq = Math.max(room.seq, event.seq)
  return 'message' in event ? withMessage({ ...room, seq }, event.message) : withChange({ ...room, seq }, event.state, event.seq)
}

/** A page of catching up: the state whole, and what was said or changed since. */
export function applyPage(room: LiveRoom, { state, messages }: Pick<Room, 'state' | 'messages'>): LiveRoom {
  const said = messages.reduce(withMessage, room)
  return applyRoom(said, { seq: state.seq, state })
}

/** As the server would tell it at that time. */
export function stateOf({ seq, state, people }: LiveRoom, now: string): RoomState {
  return { ...state, seq, now, people: [...people.values()] }
}

/** In the order in which they were said. */
export function messagesOf({ messages }: LiveRoom): RoomMessage[] {
  return [...messages.values()].sort((one, other) => one.n - other.n)
}

function withMessage(room: LiveRoom, message: RoomMessage): LiveRoom {
  const known = room.messages.get(message.id)
  if (known && known.seq >= message.seq) return room
  return { ...room, messages: new Map(room.messages).set(message.id, message) }
}

function withChange(room: LiveRoom, { people, seq: _, now: __, ...fields }: RoomChange, seq: number): LiveRoom {
  const told = new Map(room.told)
  const isNews = (name: string) => {
    if ((told.get(name) ?? -1) >= seq) return false
    told.set(name, seq)
    return true
  }
  const state = Object.fromEntries(Object.entries(fields).filter(([name]) => isNews(name)))
  const known = new Map(room.people)
  for (const person of people) if (isNews(`person ${person.id}`)) known.set(person.id, person)
  return { ...room, told, state: { ...room.state, ...state }, people: known }
}
