// Join the community: by oneself, with an invitation, or to be let in by a coordinator.
import { useMessages } from '../messages.ts'
import { DisplayNameField, HiddenTimeZone, NewHandleField, NewPasswordField } from '../parts/account-fields.tsx'
import { TextField } from '../parts/fields.tsx'
import { Form, Hidden } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Centre } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'

export type RegisterPageProps = {
  form: FormState
  id: string
  joining: 'open' | 'approval' | 'invitation'
  /** The code of the invitation's link; empty when the reader came without one. */
  invitation: string
}

export function RegisterPage({ form, id, joining, invitation }: RegisterPageProps) {
  const t = useMessages()
  const lead = invitation ? t('register.invited') : t(`joining.${joining}`)
  return (
    <Centre>
      <Heading lead={lead}>{t('register.title')}</Heading>
      <Form id="register" action="/register" state={form} label={t('register.title')} class="under-lead">
        <Hidden name="id" value={id} />
        <HiddenTimeZone />
        {invitation && <Hidden name="invitation" value={invitation} />}
        {!invitation && joining === 'invitation' && (
          <TextField
            name="invitation"
            label={t('register.invitation')}
            hint={t('register.invitationHint')}
            maxLength={100}
            required
            verbatim
          />
        )}
        <NewHandleField />
        <DisplayNameField />
        <NewPasswordField />
        <p class="under-fields">
          {rich(t('register.agreement'), {
            link: words => <a href="/about#agreement">{words}</a>,
            privacy: words => <a href="/privacy">{words}</a>,
          })}
        </p>
        <button type="submit" class="btn wide">
          {t('register.submit')}
        </button>
      </Form>
      <ul class="links other-ways">
        <li>
          <a href="/sign-in">{t('register.haveAccount')}</a>
        </li>
      </ul>
    </Centre>
  )
}
