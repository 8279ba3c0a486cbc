// For administrators: read a room that is not theirs, with a reason that everybody in it is told.
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { roomsAddress, sessionAddress } from '../parts/addresses.ts'
import { TextField } from '../parts/fields.tsx'
import { Form } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'
import { SubmitOrBack } from '../parts/submit-or-back.tsx'

/** `sessionTitle` is null where the administrator may not know of the session. */
export type BreakGlassPageProps = { id: string; sessionTitle: string | null; form: FormState }

export function BreakGlassPage({ id, sessionTitle, form }: BreakGlassPageProps) {
  const t = useMessages()
  const back = sessionTitle === null ? roomsAddress : sessionAddress(id)
  return (
    <Column>
      <Heading back={[{ href: back, name: sessionTitle ?? t('sessions.title') }]} lead={t('sessions.breakGlassLead')}>
        {t('sessions.breakGlassTitle')}
      </Heading>
      <Section id="break-glass-then" title={t('sessions.breakGlassThen')}>
        <ol class="agree">
          {([1, 2, 3] as const).map(number => (
            <li key={number}>
              <span>{t(`sessions.breakGlass.${number}`)}</span>
            </li>
          ))}
        </ol>
      </Section>
      <Form
        id="break-glass"
        action={`${sessionAddress(id)}/break-glass`}
        state={form}
        class="under-lead"
        label={t('sessions.breakGlassTitle')}
      >
        <TextField
          name="reason"
          label={t('sessions.reason')}
          hint={t('sessions.reasonHint')}
          minLength={10}
          maxLength={limits.reasonMax}
          required
        />
        <SubmitOrBack submit={t('sessions.breakGlassSubmit')} back={back} danger />
      </Form>
    </Column>
  )
}
