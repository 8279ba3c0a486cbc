// All members by handle, for who looks after them.
import type { MemberRow } from '@hearth/shared/account'
import type { Query } from '@hearth/shared/contract'
import type { Page } from '@hearth/shared/page'
import { z } from 'zod'
import { cutPage, decodeCursor } from '../db/cursor.ts'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import type { Parts } from './parts.ts'
import { presentMember } from './present.ts'

const list = 'members'

export function listMembers({ accounts, clock }: Pick<Parts, 'accounts' | 'clock'>) {
  return async (actor: Actor, { query }: { query: Query<'GET /api/members'> }): Promise<Page<MemberRow>> => {
    demand(actor, 'manageMembers')
    const now = clock.now()
    const standing = query.standing ? { is: query.standing, now } : null
    const found = await accounts.page({ after: decodeCursor(list, query.after, z.string()), limit: query.limit + 1, standing })
    const { items, next } = cutPage(list, found, query.limit, account => account.handle)
    return { items: items.map(account => presentMember(account, now)), next }
  }
}
