// Invitations that can still be used, and a form for a new one, whose link is shown once.
import type { Invitation } from '@hearth/shared/account'
import { useMessages } from '../messages.ts'
import { Facts } from '../parts/facts.tsx'
import { SelectField, TextField } from '../parts/fields.tsx'
import { Form, OneButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'
import { Secret } from '../parts/secret.tsx'
import { Time } from '../parts/time.tsx'

/** Roles that an invitation can give. */
const roles = ['peer-supporter', 'supervisor', 'steward', 'member'] as const

export type ManageInvitationsPageProps = { invitations: Invitation[]; form: FormState; made: { url: string; expiresAt: string } | null }

export function ManageInvitationsPage({ invitations, form, made }: ManageInvitationsPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('nav.me') }]} lead={t('invitations.lead')}>
        {t('manage.invitations')}
      </Heading>
      {made && <Secret level={2} id="invitation-link" title={t('invitations.made')} hint={t('invitations.once')} secret={made.url} />}
      <Section id="new-invitation" title={t('invitations.new')}>
        <Form id="invitation" action="/manage/invitations" state={form} label={t('invitations.new')}>
          <TextField name="note" label={t('invitations.note')} hint={t('invitations.noteHint')} maxLength={100} />
          <SelectField
            name="role"
            label={t('invitations.role')}
            options={roles.map(role => ({ value: role, label: t(`role.${role}`) }))}
            value="peer-supporter"
          />
          <TextField name="uses" type="number" short label={t('invitations.uses')} min={1} max={500} value="1" required />
          <TextField name="days" type="number" short label={t('invitations.days')} min={1} max={90} value="14" required />
          <button type="submit" class="btn">
            {t('invitations.make')}
          </button>
        </Form>
      </Section>
      <Section id="open-invitations" title={t('invitations.open')}>
        {invitations.length > 0 ? <Rows invitations={invitations} /> : <p>{t('invitations.none')}</p>}
      </Section>
    </Column>
  )
}

function Rows({ invitations }: { invitations: Invitation[] }) {
  const t = useMessages()
  return (
    <ul class="list records">
      {invitations.map(invitation => (
        <li key={invitation.id}>
          <div>
            <p class="record-name" dir="auto">
              {invitation.note || t('invitations.noNote')}
            </p>
            <Facts
              items={[
                t(`role.${invitation.role}`),
                t('invitations.left', { count: invitation.usesLeft }),
                rich(t('invitations.until'), { when: () => <Time at={invitation.expiresAt} style="shortDay" /> }),
              ]}
            />
          </div>
          <OneButton
            action={`/manage/invitations/${invitation.id}/end`}
            class="btn danger"
            label={t('invitations.endWhich', { note: invitation.note || t('invitations.noNote') })}
          >
            {t('me.end')}
          </OneButton>
        </li>
      ))}
    </ul>
  )
}
