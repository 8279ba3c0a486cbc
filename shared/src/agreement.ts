// The group agreement: what everybody accepts at the door of a session, in versions that are never changed.
import { z } from 'zod'
import { instant } from './instant.ts'
import { line } from './text.ts'

export const agreement = z.strictObject({ version: z.int(), clauses: z.array(z.string()), adoptedAt: instant }).meta({ id: 'Agreement' })
export type Agreement = z.infer<typeof agreement>

export const newAgreement = z.strictObject({
  clauses: z.array(line(400)).min(1).max(30),
  /** The version that was changed; another one in force is `edited-meanwhile`. */
  basedOn: z.int(),
})

export const agreementCalls = {
  'GET /api/agreement': { open: true, returns: agreement, summary: 'The agreement in force in the rooms' },
  'POST /api/agreement': { body: newAgreement, returns: agreement, status: 201, summary: 'Adopt a new version of the agreement' },
} as const
