// The form of one's own profile: only what one wants others to know.
import type { Me } from '@hearth/shared/account'
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { DisplayNameField } from './account-fields.tsx'
import { TextArea, TextField } from './fields.tsx'
import { Form } from './form.tsx'
import type { FormState } from './form-state.ts'
import { Section } from './layout.tsx'

export function ProfileForm({ me, form }: { me: Me; form: FormState }) {
  const t = useMessages()
  return (
    <Section id="me-profile" title={t('me.profile')}>
      <p class="meta">{t('me.profileHint')}</p>
      <Form id="profile" action="/me" state={form} label={t('me.profile')}>
        <DisplayNameField value={me.displayName} />
        <TextField name="pronouns" label={t('account.pronouns')} maxLength={limits.pronounsMax} value={me.pronouns} />
        <TextArea name="bio" label={t('account.bio')} hint={t('account.bioHint')} rows={4} maxLength={limits.bioMax} value={me.bio} />
        <TextField
          name="timeZone"
          label={t('account.timeZone')}
          hint={t('account.timeZoneHint')}
          value={me.timeZone}
          maxLength={60}
          verbatim
        />
        <button type="submit" class="btn">
          {t('form.save')}
        </button>
      </Form>
    </Section>
  )
}
