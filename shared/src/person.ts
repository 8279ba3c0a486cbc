// How somebody who wrote is shown: a member to members, an alias where no name was given, and always "Registered Member" to guests.
import { z } from 'zod'
import { id } from './id.ts'
import { role } from './role.ts'

/** What members see of a member beside a post. */
export const memberByline = z.strictObject({
  kind: z.literal('member'),
  id,
  handle: z.string(),
  displayName: z.string(),
  /** The role that is shown as a badge, if any. */
  badge: role.nullable(),
})
/** A post without a name: the alias is one per person and topic, and says nothing of the person. */
export const anonymousByline = z.strictObject({ kind: z.literal('anonymous'), alias: z.string() })
/** Somebody whose account is gone. */
export const formerByline = z.strictObject({ kind: z.literal('former-member') })
/** All that a guest ever gets. */
export const guestByline = z.strictObject({ kind: z.literal('registered-member') })

export const byline = z.discriminatedUnion('kind', [memberByline, anonymousByline, formerByline, guestByline]).meta({ id: 'Byline' })
export type Byline = z.infer<typeof byline>
export type GuestByline = z.infer<typeof guestByline>
