// Every command that a socket may send, merged from its nouns: name -> input, output.
import type { z } from 'zod'
import { type Ack, presenceCommands } from './presence.ts'
import { roomCommands } from './room.ts'

export const commands = { ...presenceCommands, ...roomCommands } as const
export type CommandName = keyof typeof commands
export type CommandInput<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>
export type CommandOutput<Name extends CommandName> = z.infer<(typeof commands)[Name]['output']>
/** The generics of Socket.IO. */
export type ClientToServer = { [Name in CommandName]: (input: CommandInput<Name>, ack: (answer: Ack<CommandOutput<Name>>) => void) => void }
