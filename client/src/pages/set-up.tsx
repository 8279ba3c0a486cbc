// The first page of a new community: makes its first member, who is administrator and coordinator at once.
import { useMessages } from '../messages.ts'
import { DisplayNameField, NewHandleField, NewPasswordField } from '../parts/account-fields.tsx'
import { Form, Hidden } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Centre } from '../parts/layout.tsx'

export type SetUpPageProps = {
  form: FormState
  /** The secret of the one-time link that the server printed. */
  token: string
}

export function SetUpPage({ form, token }: SetUpPageProps) {
  const t = useMessages()
  return (
    <Centre>
      <Heading lead={t('setUp.lead')}>{t('setUp.title')}</Heading>
      <Form id="set-up" action="/set-up" state={form} label={t('setUp.title')} class="under-lead">
        <Hidden name="token" value={token} />
        <NewHandleField />
        <DisplayNameField />
        <NewPasswordField />
        <p class="under-fields">{t('setUp.next')}</p>
        <button type="submit" class="btn wide">
          {t('setUp.submit')}
        </button>
      </Form>
    </Centre>
  )
}
