// The subjects that are hard for the reader: ready ones to tick, and words of their own, which nobody else ever sees.
import { limits } from '@hearth/shared/limits'
import type { HardSubjects } from '@hearth/shared/own-subjects'
import { readySubjects } from '@hearth/shared/ready-subjects'
import { useMessages } from '../messages.ts'
import { hardSubjectsAddress } from '../parts/addresses.ts'
import { ChoiceField } from '../parts/choices.tsx'
import { TextArea } from '../parts/fields.tsx'
import { Form } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'

export type HardSubjectsPageProps = { subjects: HardSubjects; signedIn: boolean; form: FormState }

export function HardSubjectsPage({ subjects, signedIn, form }: HardSubjectsPageProps) {
  const t = useMessages()
  const back = [{ href: '/reading', name: t('foot.reading') }]
  return (
    <Column>
      <Heading back={back} lead={t(signedIn ? 'hard.lead' : 'hard.leadGuest')}>
        {t('hard.title')}
      </Heading>
      <Form id="subjects" action={hardSubjectsAddress} state={form} label={t('hard.title')} class="under-lead">
        <ChoiceField
          type="checkbox"
          name="ready"
          label={t('hard.ready')}
          hint={t('hard.readyHint')}
          options={readySubjects.map(subject => ({ value: subject, label: t(`notes.${subject}`) }))}
          chosen={subjects.ready}
          columns
        />
        {signedIn ? (
          <TextArea
            name="own"
            label={t('hard.own')}
            hint={t('hard.ownHint', { max: limits.hardSubjectsMax })}
            rows={6}
            value={subjects.own.join('\n')}
          />
        ) : (
          <p class="under-fields">{t('hard.ownGuest')}</p>
        )}
        <p class="under-fields">{t('hard.mine')}</p>
        {signedIn && <p class="under-fields">{t('hard.kept')}</p>}
        <div class="row">
          <button type="submit" class="btn">
            {t('form.save')}
          </button>
        </div>
      </Form>
    </Column>
  )
}
