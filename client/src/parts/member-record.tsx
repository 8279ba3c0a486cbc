// One member in the coordinators' list: standing, roles, and the forms that change them, folded away.
import type { MemberRow } from '@hearth/shared/account'
import { limits } from '@hearth/shared/limits'
import type { Role } from '@hearth/shared/role'
import { useMessages } from '../messages.ts'
import { personAddress } from './addresses.ts'
import { Badge, RoleBadge } from './badge.tsx'
import { ChoiceField } from './choices.tsx'
import { Facts } from './facts.tsx'
import { SelectField, TextField } from './fields.tsx'
import { Form, Hidden, OneButton } from './form.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

/** Everybody is a member; the rest is given. */
const givenRoles = ['peer-supporter', 'supervisor', 'steward', 'moderator', 'coordinator', 'administrator'] as const satisfies Role[]

export function MemberRecord({ member }: { member: MemberRow }) {
  const t = useMessages()
  const address = `/manage/members/${member.id}`
  const waits = member.standing === 'awaiting-approval'
  return (
    <li id={`member-${member.id}`}>
      <h3>
        <a href={personAddress(member.handle)}>
          <bdi>{member.displayName}</bdi>
        </a>
      </h3>
      <MemberFacts member={member} />
      {member.standingReason && (
        <p class="say" dir="auto">
          {member.standingReason}
        </p>
      )}
      {waits && (
        <p class="row after-list">
          <OneButton
            action={address}
            values={{ 'standing.is': 'good' }}
            class="btn second"
            label={t('members.letInWhom', { name: member.displayName })}
          >
            {t('members.letIn')}
          </OneButton>
        </p>
      )}
      <details class="plain">
        <summary>{rich(t('members.change'), { name: () => <bdi>{member.displayName}</bdi> })}</summary>
        <RolesForm member={member} action={address} />
        <StandingForm member={member} action={address} />
        <div class="set-apart">
          <p class="hint">{t('members.linkHint')}</p>
          <OneButton action={`${address}/reset-link`} class="btn plain">
            {t('members.makeLink')}
          </OneButton>
        </div>
      </details>
    </li>
  )
}

function MemberFacts({ member }: { member: MemberRow }) {
  const t = useMessages()
  const roles = member.roles.filter(role => role !== 'member')
  return (
    <Facts
      items={[
        member.standing !== 'good' && <Badge kind="care">{t(`standing.${member.standing}`)}</Badge>,
        ...roles.map(role => <RoleBadge key={role} role={role} />),
        <bdi key="handle">@{member.handle}</bdi>,
        rich(t('members.since'), { when: () => <Time at={member.joinedAt} style="shortDay" /> }),
        member.standingUntil && rich(t('members.until'), { when: () => <Time at={member.standingUntil ?? ''} style="shortDay" /> }),
      ]}
    />
  )
}

type Change = { member: MemberRow; action: string }

function RolesForm({ member, action }: Change) {
  const t = useMessages()
  return (
    <Form id={`roles-${member.id}`} action={action} label={t('members.rolesOf', { name: member.displayName })} class="set-apart">
      <Hidden name="roles" value="member" />
      <ChoiceField
        type="checkbox"
        name="roles"
        label={t('members.roles')}
        options={givenRoles.map(role => ({ value: role, label: t(`role.${role}`) }))}
        chosen={member.roles}
        columns
      />
      <button type="submit" class="btn second">
        {t('members.saveRoles')}
      </button>
    </Form>
  )
}

function StandingForm({ member, action }: Change) {
  const t = useMessages()
  const options = (['good', 'silenced', 'suspended'] as const).map(standing => ({
    value: standing,
    label: t(`members.standing.${standing}`),
  }))
  return (
    <Form id={`standing-${member.id}`} action={action} label={t('members.standingOf', { name: member.displayName })} class="set-apart">
      <SelectField name="standing.is" label={t('members.standing')} options={options} value={member.standing} />
      <TextField
        name="standing.reason"
        label={t('members.reason')}
        hint={t('members.reasonHint')}
        maxLength={limits.reasonMax}
        value={member.standingReason}
      />
      <TextField
        name="standing.until"
        type="date"
        short
        label={t('members.untilField')}
        hint={t('members.untilHint')}
        value={member.standingUntil?.slice(0, 10) ?? ''}
      />
      <button type="submit" class="btn second">
        {t('members.saveStanding')}
      </button>
    </Form>
  )
}
