// Sign in with a name and a password; on a shared device nothing is kept.
import { useMessages } from '../messages.ts'
import { GivenHandleField } from '../parts/account-fields.tsx'
import { CheckField } from '../parts/choices.tsx'
import { TextField } from '../parts/fields.tsx'
import { Form, Hidden } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Centre } from '../parts/layout.tsx'

export type SignInPageProps = {
  form: FormState
  /** The path to go on to, if not home. */
  next: string | null
  joining: 'open' | 'approval' | 'invitation'
}

export function SignInPage({ form, next, joining }: SignInPageProps) {
  const t = useMessages()
  return (
    <Centre>
      <Heading lead={t('signIn.lead')}>{t('signIn.title')}</Heading>
      <Form id="sign-in" action="/sign-in" state={form} label={t('signIn.title')} class="under-lead">
        {next && <Hidden name="next" value={next} />}
        <GivenHandleField />
        <TextField name="password" type="password" label={t('account.password')} autocomplete="current-password" required />
        <CheckField name="shared" label={t('signIn.shared')} hint={t('signIn.sharedHint')} />
        <button type="submit" class="btn wide">
          {t('signIn.title')}
        </button>
      </Form>
      <ul class="links other-ways">
        <li>
          <a href="/recover">{t('signIn.forgot')}</a>
        </li>
        <li>
          <a href="/register">{t(joining === 'invitation' ? 'home.haveInvitation' : 'home.join')}</a>
        </li>
      </ul>
    </Centre>
  )
}
