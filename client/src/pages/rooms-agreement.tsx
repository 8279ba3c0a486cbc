// The agreement in force in the rooms; coordinators adopt a new version of it, one clause a line.
import type { Agreement } from '@hearth/shared/agreement'
import { useMessages } from '../messages.ts'
import { roomAgreementAddress, roomsAddress } from '../parts/addresses.ts'
import { AgreementClauses } from '../parts/agreement-clauses.tsx'
import { TextArea } from '../parts/fields.tsx'
import { Form, Hidden } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'

export type RoomsAgreementPageProps = { agreement: Agreement; mayAdopt: boolean; form: FormState }

export function RoomsAgreementPage({ agreement, mayAdopt, form }: RoomsAgreementPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: roomsAddress, name: t('sessions.title') }]} lead={t('sessions.agreementLead')}>
        {t('sessions.agreementTitle')}
      </Heading>
      <div class="under-lead">
        <AgreementClauses agreement={agreement} />
      </div>
      {mayAdopt && (
        <Section id="adopt-title" title={t('sessions.adoptTitle')}>
          <p>{t('sessions.adoptWhy')}</p>
          <Form id="adopt" action={roomAgreementAddress} state={form} label={t('sessions.adoptTitle')}>
            <Hidden name="basedOn" value={agreement.version} />
            <TextArea
              name="clauses"
              label={t('sessions.clauses')}
              hint={t('sessions.clausesHint')}
              rows={16}
              value={agreement.clauses.join('\n')}
            />
            <button type="submit" class="btn">
              {t('sessions.adopt')}
            </button>
          </Form>
        </Section>
      )}
    </Column>
  )
}
