// Changing one's password, and new recovery codes.
import { useMessages } from '../messages.ts'
import { NewPasswordField } from './account-fields.tsx'
import { TextField } from './fields.tsx'
import { Form } from './form.tsx'
import type { FormState } from './form-state.ts'
import { Section } from './layout.tsx'

export function PasswordForm({ handle, form }: { handle: string; form: FormState }) {
  const t = useMessages()
  return (
    <Section id="me-password" title={t('me.password')}>
      <p class="meta">{t('me.passwordHint')}</p>
      <Form id="password" action="/me/password" state={form} label={t('me.password')}>
        <input type="text" value={handle} autocomplete="username" readOnly hidden />
        <TextField name="current" type="password" label={t('me.currentPassword')} autocomplete="current-password" required />
        <NewPasswordField label={t('account.newPassword')} />
        <button type="submit" class="btn second">
          {t('me.password')}
        </button>
      </Form>
    </Section>
  )
}

export function CodesForm({ form }: { form: FormState }) {
  const t = useMessages()
  return (
    <Section id="me-codes" title={t('me.codes')}>
      <p class="meta">{t('me.codesHint')}</p>
      <Form id="codes" action="/me/recovery-codes" state={form} label={t('me.codes')}>
        <TextField name="password" type="password" label={t('account.password')} autocomplete="current-password" required />
        <button type="submit" class="btn second">
          {t('me.newCodes')}
        </button>
      </Form>
    </Section>
  )
}
