// Roles, in the words of the field; an account may hold several, and `member` is held by all who have joined.
import { z } from 'zod'

export const roles = ['member', 'peer-supporter', 'supervisor', 'steward', 'moderator', 'coordinator', 'administrator'] as const
export const role = z.enum(roles).meta({ id: 'Role' })
export type Role = z.infer<typeof role>
