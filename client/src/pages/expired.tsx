// The sign-in ended while somebody was writing: their words are here, and one form signs in and posts.
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { GivenHandleField } from '../parts/account-fields.tsx'
import { TextArea, TextField } from '../parts/fields.tsx'
import { Form, Hidden } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { RequestId } from './problem.tsx'

export type ExpiredPageProps = {
  what: 'topic' | 'reply' | 'edit' | 'format' | 'session'
  /** Where the form goes: the address that was posted to. It carries `handle` and `password` beside the words. */
  action: string
  /** Everything else that the form held, as it was: ids, notes, tags. */
  rest: [name: string, value: string][]
  /** `values.body` is the text; faults of `/password` stand beside it. */
  form: FormState
  requestId: string | null
}

const submits = {
  topic: 'expired.submit',
  reply: 'expired.submit',
  edit: 'expired.submitEdit',
  format: 'expired.submitFormat',
  session: 'expired.submitEdit',
} as const

export function ExpiredPage({ what, action, rest, form, requestId }: ExpiredPageProps) {
  const t = useMessages()
  return (
    <Column>
      {!form.problem && (
        <section class="summary calm" aria-labelledby="expired-title" tabindex={-1} data-focus>
          <h2 id="expired-title">{t('expired.safe')}</h2>
          <p>{t('expired.why')}</p>
          <ul>
            <li>
              <a href="#expired-password">{t('expired.goOn')}</a>
            </li>
          </ul>
        </section>
      )}
      <Heading>{t(`expired.${what}`)}</Heading>
      <Form id="expired" action={action} state={form} label={t(`expired.${what}`)} class="under-lead">
        {rest.map(([name, value], at) => (
          <Hidden key={at} name={name} value={value} />
        ))}
        {what === 'format' || what === 'session' ? (
          <p>{t(`expired.${what}Kept`)}</p>
        ) : (
          <TextArea name="body" label={t(`expired.${what}Body`)} hint={t('expired.bodyHint')} rows={8} maxLength={limits.bodyMax} />
        )}
        <GivenHandleField />
        <TextField name="password" type="password" label={t('account.password')} autocomplete="current-password" required />
        <div class="row">
          <button type="submit" class="btn">
            {t(submits[what])}
          </button>
          {what !== 'format' && what !== 'session' && (
            <button type="button" class="btn plain" data-copy-from="expired-body" data-needs-script>
              {t('problem.copy')}
            </button>
          )}
        </div>
      </Form>
      {requestId && <RequestId id={requestId} />}
    </Column>
  )
}
