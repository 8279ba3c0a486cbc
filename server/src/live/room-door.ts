// What rooms and sockets ask of each other: the door that the rooms' feature opens, and what the live side does for it.
import type { EventPayload } from '@hearth/shared/events'
import type { Move, RoomMessage } from '@hearth/shared/room'
import type { Actor } from '../policy/actor.ts'
import type { CommandHandlers } from './command.ts'

export type Head = EventPayload<'session.head'>
export type RoomChanged = EventPayload<'session.changed'>
/** `notTo`: who came late and does not read what was before. */
export type SaidPublication = EventPayload<'session.said'> & { notTo: string[] }

/** What rooms answer; throws `Problem` to refuse. */
export type RoomDoor = {
  /** Refuses whoever may not hear what is said there. */
  demandHearing(actor: Actor, sessionId: string): Promise<void>
  /** Is in the room from now on, having gone through the door before. */
  come(actor: Actor, sessionId: string): Promise<Head>
  left(sessionId: string, accountId: string): Promise<void>
  move(actor: Actor, sessionId: string, move: Move): Promise<{ seq: number }>
  say(actor: Actor, saying: Parameters<CommandHandlers['session.say']>[1]): Promise<RoomMessage>
  heads(sessionIds: string[]): Promise<Head[]>
  /** State and messages stamped above `after`, for a process that did not make the change. */
  news(sessionId: string, after: number): Promise<{ change: RoomChanged; said: SaidPublication[] } | null>
}

/** Called after the commit, once per change. */
export type PublishRoom = {
  room(change: RoomChanged): void
  said(said: SaidPublication): void
  /** A paper beside the talk, or a commitment, is new: to be asked for. */
  papers(sessionId: string): void
}

/** Who is in a room, by pages and sockets. */
export type RoomPresence = {
  /** Somebody opened the page of the room, or came through its door. */
  seen(sessionId: string, accountId: string): void
  sentOut(sessionId: string, accountId: string): Promise<void>
  /** Who may be there may have changed. */
  askAnew(sessionId: string | 'all'): void
}
