// Ask before a session is called off: who sees it, and that it cannot be taken back.
import { useMessages } from '../messages.ts'
import { sessionAddress } from '../parts/addresses.ts'
import { Form } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { SubmitOrBack } from '../parts/submit-or-back.tsx'

export type CallOffPageProps = { session: { id: string; title: string }; form: FormState }

export function CallOffPage({ session, form }: CallOffPageProps) {
  const t = useMessages()
  const back = sessionAddress(session.id)
  return (
    <Column>
      <Heading back={[{ href: back, name: session.title }]} lead={t('sessions.callOffLead')}>
        {t('sessions.callOffTitle')}
      </Heading>
      <Form id="call-off" action={`${back}/call-off`} state={form} class="under-lead">
        <SubmitOrBack submit={t('sessions.callOff')} back={back} danger />
      </Form>
    </Column>
  )
}
