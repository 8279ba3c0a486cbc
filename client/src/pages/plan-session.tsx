// Plan a session, or change one: what and when, who, and what becomes of what is said.
import type { FormatRow } from '@hearth/shared/format'
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { roomsAddress, sessionAddress, spaceAddress } from '../parts/addresses.ts'
import { Form, Hidden } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { type Planned, WhatAndWhen, Who, WordsSaid } from '../parts/session-fields.tsx'

export type PlanSessionPageProps = {
  space: Pick<Space, 'id' | 'name'>
  formats: FormatRow[]
  form: FormState
  /** What the fields begin with. */
  present: Planned
  /** A fresh random id of a new session: the same form sent twice is one session. */
  id: string
  /** The session that is changed: its title, whether it has begun, and what the form was opened with. */
  changing: { title: string; begun: boolean; was: string } | null
}

export function PlanSessionPage({ space, formats, form, present, id, changing }: PlanSessionPageProps) {
  const t = useMessages()
  const back = changing ? { href: sessionAddress(id), name: changing.title } : { href: roomsAddress, name: t('sessions.title') }
  const lead = changing ? (changing.begun ? t('sessions.begun') : undefined) : t('sessions.planLead')
  const begun = changing?.begun ?? false
  return (
    <Column>
      <Heading back={[back]} lead={lead}>
        {t(changing ? 'sessions.changeTitle' : 'sessions.planTitle')}
      </Heading>
      <Form
        id="session"
        action={changing ? `${sessionAddress(id)}/edit` : `${spaceAddress(space.id)}/sessions`}
        state={form}
        label={t(changing ? 'sessions.changeTitle' : 'sessions.planTitle')}
        class="under-lead"
      >
        {changing ? <Hidden name="was" value={changing.was} /> : <Hidden name="id" value={id} />}
        <WhatAndWhen present={present} formats={formats} begun={begun} />
        <Who present={present} spaceName={space.name} begun={begun} />
        <WordsSaid present={present} begun={begun} />
        <div class="row">
          <button type="submit" class="btn">
            {t(changing ? 'form.save' : 'sessions.planSubmit')}
          </button>
          <a class="btn plain" href={back.href}>
            {t(changing ? 'form.cancel' : 'sessions.notNow')}
          </a>
        </div>
      </Form>
    </Column>
  )
}
