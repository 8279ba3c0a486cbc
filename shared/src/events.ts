// Every event that the server sends, merged from its nouns: name -> payload.
import type { z } from 'zod'
import { presenceEvents } from './presence.ts'
import { replyEvents } from './reply.ts'
import { roomEvents } from './room.ts'
import { topicEvents } from './topic.ts'

export const events = { ...replyEvents, ...topicEvents, ...presenceEvents, ...roomEvents } as const
export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.infer<(typeof events)[Name]>
/** The generics of Socket.IO. */
export type ServerToClient = { [Name in EventName]: (payload: EventPayload<Name>) => void }
