// A new password by a recovery code, or by a one-time link from a coordinator.
import { useMessages } from '../messages.ts'
import { GivenHandleField, NewPasswordField } from '../parts/account-fields.tsx'
import { TextField } from '../parts/fields.tsx'
import { Form, Hidden } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Centre } from '../parts/layout.tsx'

export type RecoverPageProps = { form: FormState }

export function RecoverPage({ form }: RecoverPageProps) {
  const t = useMessages()
  return (
    <Centre>
      <Heading lead={t('recover.lead')}>{t('recover.title')}</Heading>
      <Form id="recover" action="/recover" state={form} label={t('recover.title')} class="under-lead">
        <GivenHandleField />
        <TextField name="recoveryCode" label={t('recover.code')} hint={t('recover.codeHint')} maxLength={60} required verbatim />
        <NewPasswordField label={t('account.newPassword')} />
        <button type="submit" class="btn wide">
          {t('recover.submit')}
        </button>
      </Form>
      <p class="meta under-lead">{t('recover.noCode')}</p>
    </Centre>
  )
}

export type ResetPasswordPageProps = { form: FormState; token: string }

export function ResetPasswordPage({ form, token }: ResetPasswordPageProps) {
  const t = useMessages()
  return (
    <Centre>
      <Heading lead={t('recover.resetLead')}>{t('recover.title')}</Heading>
      <Form id="reset" action="/reset-password" state={form} label={t('recover.title')} class="under-lead">
        <Hidden name="token" value={token} />
        <NewPasswordField label={t('account.newPassword')} />
        <button type="submit" class="btn wide">
          {t('recover.submit')}
        </button>
      </Form>
    </Centre>
  )
}
