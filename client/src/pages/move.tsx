// Move a topic to another space; who can read it changes with the space.
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { topicAddress } from '../parts/addresses.ts'
import { SelectField } from '../parts/fields.tsx'
import { Form } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { readersOf } from '../parts/space-list.tsx'
import { SubmitOrBack } from '../parts/submit-or-back.tsx'

export type MovePageProps = {
  topic: { id: string; title: string; spaceId: string }
  /** The spaces that the topic can be moved to. */
  spaces: Pick<Space, 'id' | 'name' | 'visibility'>[]
  form: FormState
}

export function MovePage({ topic, spaces, form }: MovePageProps) {
  const t = useMessages()
  const back = topicAddress(topic.id)
  const options = spaces.map(space => ({
    value: space.id,
    label: t('move.option', { name: space.name, readers: readersOf(space.visibility, t) }),
  }))
  return (
    <Column>
      <Heading back={[{ href: back, name: topic.title }]} lead={t('move.lead')}>
        {t('move.title')}
      </Heading>
      <Form id="move" action={`${back}/move`} state={form} class="under-lead">
        <SelectField name="spaceId" label={t('move.space')} options={options} value={topic.spaceId} />
        <SubmitOrBack submit={t('move.submit')} back={back} />
      </Form>
    </Column>
  )
}
