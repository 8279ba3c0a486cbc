// The rules of people as a table: each ability for each kind of asker.
import { grantable } from '@hearth/server/policy/accounts'
import { type Actor, guest, type Member } from '@hearth/server/policy/actor'
import { can } from '@hearth/server/policy/can'
import { type Role, roles } from '@hearth/shared/role'
import { describe, expect, test } from 'vitest'

const community: Role[] = ['member', 'peer-supporter', 'supervisor', 'steward', 'moderator']

function actor(held: Role[], more: Partial<Member> = {}): Member {
  return {
    ...{ kind: 'member', accountId: 'me', handle: 'me', roles: ['member', ...held], silenced: false },
    ...{ via: 'sign-in', scope: 'write', signInId: 's', tokenId: null, ...more },
  } as Member
}

const askers: Record<string, Actor> = {
  guest,
  member: actor([]),
  silenced: actor([], { silenced: true }),
  'by token': actor(['administrator'], { via: 'token', signInId: null, tokenId: 't' }),
  moderator: actor(['moderator']),
  coordinator: actor(['coordinator']),
  'silenced coordinator': actor(['coordinator'], { silenced: true }),
  administrator: actor(['administrator']),
}

const expected = {
  readPeople: { guest: 'not-signed-in' },
  keepDrafts: { guest: 'not-signed-in', 'by token': 'session-only' },
  manageOwnAccount: { guest: 'not-signed-in', 'by token': 'session-only' },
  manageMembers: {
    ...{ guest: 'not-signed-in', 'by token': 'session-only', member: 'not-allowed', moderator: 'not-allowed' },
    ...{ silenced: 'account-silenced', 'silenced coordinator': 'account-silenced' },
  },
} as const

describe.each(Object.entries(expected))('%s', (rule, refusals) => {
  test.each(Object.keys(askers))('asked by a %s', name => {
    expect(can(askers[name]!, rule as keyof typeof expected)).toBe((refusals as Record<string, string>)[name] ?? true)
  })
})

describe('granting', () => {
  test('coordinators grant what the community needs, administrators everything, others nothing', () => {
    expect(grantable(guest)).toEqual([])
    expect(grantable(actor(['moderator', 'steward', 'supervisor']))).toEqual([])
    expect(grantable(actor(['coordinator']))).toEqual(community)
    expect(grantable(actor(['administrator'])).toSorted()).toEqual([...roles].toSorted())
  })

  test.each(roles.filter(role => role !== 'member'))('%s is given and taken by exactly those who may grant it', role => {
    for (const [name, asker] of Object.entries(askers)) {
      const may = can(asker, 'manageMembers') === true && grantable(asker).includes(role)
      const give = can(asker, 'changeMember', { accountId: 'other', roles: ['member'] }, { roles: ['member', role], standing: false })
      const invited = can(asker, 'invite', { role })
      expect([name, give === true, invited === true]).toEqual([name, may, may])
      const take = can(asker, 'changeMember', { accountId: 'other', roles: ['member', role] }, { roles: ['member'], standing: false })
      expect([name, take === true]).toEqual([name, may])
    }
  })
})

describe('over whom', () => {
  const change = (asker: Actor, accountId: string, held: Role[]) =>
    can(asker, 'changeMember', { accountId, roles: ['member', ...held] }, { roles: ['member', ...held], standing: true })

  test('nobody over themselves', () => {
    for (const asker of Object.values(askers)) {
      expect(change(asker, 'me', [])).not.toBe(true)
      expect(can(asker, 'makeResetLink', { accountId: 'me', roles: ['member'] })).not.toBe(true)
    }
  })

  test('a coordinator over no other coordinator and no administrator, an administrator over all', () => {
    for (const held of [['coordinator'], ['administrator']] as Role[][]) {
      expect(change(askers.coordinator!, 'other', held)).toBe('not-allowed')
      expect(can(askers.coordinator!, 'makeResetLink', { accountId: 'other', roles: held })).toBe('not-allowed')
      expect(change(askers.administrator!, 'other', held)).toBe(true)
    }
    expect(change(askers.coordinator!, 'other', ['moderator'])).toBe(true)
  })
})
