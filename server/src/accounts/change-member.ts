// Changes another member's roles and standing: approving, silencing and suspending too.
import type { MemberRow } from '@hearth/shared/account'
import type { Body } from '@hearth/shared/contract'
import type { ProblemCode } from '@hearth/shared/problems'
import type { Role } from '@hearth/shared/role'
import type { ClientSession } from '../db/connect.ts'
import { grantableBy } from '../policy/accounts.ts'
import type { Actor, Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { AccessChange } from './access.ts'
import type { Account, SignIn, StoredStanding } from './model.ts'
import { inOrder } from './new-account.ts'
import type { Parts } from './parts.ts'
import { presentMember } from './present.ts'
import { standingAt } from './standing.ts'

type Wanted = Body<'PATCH /api/members/:accountId'>
type Needs = Pick<Parts, 'clock' | 'changes' | 'accounts' | 'signIns' | 'invitations' | 'links' | 'access' | 'bylines'>
type Change = { account: Account; before: Account; ended: SignIn[] }
type Next = { roles: Role[]; standing: StoredStanding }

/** Throws `not-allowed`, `not-found`, `last-administrator`, `last-coordinator`. */
export function changeMember(parts: Needs) {
  return async (actor: Actor, input: { params: { accountId: string }; body: Wanted }): Promise<MemberRow> => {
    demand(actor, 'manageMembers')
    const standing = input.body.standing && standingFrom(input.body.standing, parts.clock.now())
    const wanted = { ...(input.body.roles ? { roles: inOrder(input.body.roles) } : {}), ...(standing ? { standing } : {}) }
    // One at a time: who may do what to whom depends on the change before.
    const change = await parts.changes.on('staff', session => store(parts, actor as Member, input.params.accountId, wanted, session))
    await announce(parts, change)
    return presentMember(change.account, parts.clock.now())
  }
}

/** Throws `invalid-input` for a silence or suspension without a reason, and for an end that is past. */
function standingFrom({ is, reason, until }: NonNullable<Wanted['standing']>, now: Date): StoredStanding {
  if (is === 'good') return { is, until: null, reason: '' }
  const end = until === null ? null : new Date(until)
  const errors = [
    ...(reason ? [] : [{ pointer: '/standing/reason', code: 'required', message: 'is needed, and is told to the person' }]),
    ...(end && end <= now ? [{ pointer: '/standing/until', code: 'too-early', message: 'must be in the future' }] : []),
  ]
  if (errors.length > 0) throw new Problem('invalid-input', { errors })
  return { is, until: end, reason }
}

async function store(parts: Needs, asked: Member, accountId: string, wanted: Partial<Next>, session: ClientSession): Promise<Change> {
  const { accounts } = parts
  await accounts.takeStaffTurn(session)
  const [before, asker] = [await accounts.byId(accountId, session), await accounts.byId(asked.accountId, session)]
  // The asker's own roles may have changed while this waited for its turn.
  const actor = { ...asked, roles: asker?.roles ?? [] }
  demand(actor, 'manageMembers')
  if (!before) throw new Problem('not-found')
  const next = { roles: wanted.roles ?? before.roles, standing: wanted.standing ?? before.standing }
  demand(actor, 'changeMember', { accountId, roles: before.roles }, { roles: next.roles, standing: wanted.standing !== undefined })
  await demandStaffRemains(parts, before, next, session)
  const ended = await endWhatIsLost(parts, accountId, next, session)
  return { before, account: (await accounts.change(accountId, wanted, session))!, ended }
}

const lastOf: [Role, ProblemCode][] = [
  ['administrator', 'last-administrator'],
  ['coordinator', 'last-coordinator'],
]

async function demandStaffRemains({ accounts, clock }: Needs, before: Account, next: Next, session: ClientSession) {
  const now = clock.now()
  const serves = (role: Role, { roles, standing }: Next) => roles.includes(role) && standingAt({ standing }, now).is === 'good'
  for (const [role, code] of lastOf)
    if (serves(role, before) && !serves(role, next) && (await accounts.othersWith(role, before._id, now, session)) === 0)
      throw new Problem(code)
}

/** Who is suspended is signed out; invitations and links end with the power to make them. */
async function endWhatIsLost({ signIns, invitations, links }: Needs, accountId: string, next: Next, session: ClientSession) {
  const suspended = next.standing.is === 'suspended'
  const remaining = suspended ? [] : grantableBy(next.roles)
  await invitations.removeBeyond(accountId, remaining, session)
  if (!remaining.includes('administrator')) await links.removeMadeBy(accountId, session)
  return suspended ? signIns.removeAll(accountId, session) : []
}

async function announce({ access, bylines }: Needs, { account, before, ended }: Change) {
  const accountId = account._id
  const reasons: AccessChange['reason'][] = [
    ...(account.roles.join() === before.roles.join() ? [] : (['roles'] as const)),
    ...(account.standing.is === before.standing.is && sameTime(account, before) ? [] : (['standing'] as const)),
  ]
  await access.endSessions(ended)
  if (reasons.length === 0) access.forgetAccount(accountId)
  for (const reason of reasons) await access.changed({ accountId, reason })
  if (reasons.includes('roles')) bylines.changed(accountId)
}

function sameTime(one: Account, other: Account) {
  return one.standing.until?.getTime() === other.standing.until?.getTime()
}
