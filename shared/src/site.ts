// The community as a whole: health, readiness, crisis lines.
import { z } from 'zod'

export const crisisLine = z
  .object({
    country: z.string(),
    countryName: z.string(),
    service: z.string(),
    call: z.string().nullable(),
    text: z.string().nullable(),
    chat: z.string().nullable(),
    hours: z.string(),
    languages: z.array(z.string()).nullable(),
    emergencyNumber: z.string().nullable(),
    note: z.string().nullable(),
    verifiedOn: z.string().nullable(),
  })
  .meta({ id: 'CrisisLine' })
export type CrisisLine = z.infer<typeof crisisLine>

export const siteCalls = {
  'GET /api/health': { open: true, returns: z.object({ ok: z.literal(true) }), summary: 'The process answers' },
  'GET /api/ready': { open: true, returns: z.object({ ready: z.boolean() }), summary: 'The database answers; 503 when it does not' },
  'GET /api/crisis-lines': {
    open: true,
    returns: z.object({ items: z.array(crisisLine) }),
    summary: 'Crisis lines by country; unverified ones are hidden in production',
  },
} as const
