// The spaces of the community, for coordinators: make, change, put in order, close and reopen.
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { Form, Hidden, OneButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'
import { SpaceFields } from '../parts/space-fields.tsx'
import { SpaceFacts } from '../parts/space-list.tsx'

export type ManageSpacesPageProps = {
  spaces: Space[]
  /** A fresh random id for the new space. */
  id: string
  newForm: FormState
  /** The state of the form that was sent last, and whose it is. */
  changed: { spaceId: string; form: FormState } | null
}

export function ManageSpacesPage({ spaces, id, newForm, changed }: ManageSpacesPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('nav.me') }]} lead={t('manageSpaces.lead')}>
        {t('manage.spaces')}
      </Heading>
      <Section id="all-spaces" title={t('manageSpaces.all')}>
        {spaces.length === 0 && <p>{t('manageSpaces.none')}</p>}
        <ul class="list">
          {spaces.map(space => (
            <SpaceRecord key={space.id} space={space} form={changed?.spaceId === space.id ? changed.form : undefined} />
          ))}
        </ul>
      </Section>
      <Section id="new-space" title={t('manageSpaces.new')}>
        <Form id="space" action="/manage/spaces" state={newForm} label={t('manageSpaces.new')}>
          <Hidden name="id" value={id} />
          <SpaceFields />
          <button type="submit" class="btn">
            {t('manageSpaces.make')}
          </button>
        </Form>
      </Section>
    </Column>
  )
}

function SpaceRecord({ space, form }: { space: Space; form: FormState | undefined }) {
  const t = useMessages()
  const action = `/manage/spaces/${space.id}`
  const isClosed = space.archivedAt !== null
  return (
    <li id={`space-${space.id}`}>
      <h3 dir="auto">{space.name}</h3>
      <SpaceFacts space={space} />
      <details class="plain" open={form?.problem !== undefined && form.problem !== null}>
        <summary>{t('manageSpaces.change', { name: space.name })}</summary>
        <Form
          id={`space-form-${space.id}`}
          action={action}
          label={t('manageSpaces.change', { name: space.name })}
          class="set-apart"
          {...(form && { state: form })}
        >
          <SpaceFields space={space} />
          <button type="submit" class="btn second">
            {t('form.save')}
          </button>
        </Form>
        <div class="set-apart">
          <p class="hint">{t(isClosed ? 'manageSpaces.reopenHint' : 'manageSpaces.closeHint')}</p>
          <OneButton action={action} values={{ archived: String(!isClosed) }} class={isClosed ? 'btn second' : 'btn danger'}>
            {t(isClosed ? 'manageSpaces.reopen' : 'manageSpaces.close')}
          </OneButton>
        </div>
      </details>
    </li>
  )
}
