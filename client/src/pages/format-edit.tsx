// The form of a format: what it is for, who comes in which role, what is agreed on, and its steps, which come, go and move by plain buttons.
import type { FormatRule, Seat, ShownFormat } from '@hearth/shared/format'
import { useMessages } from '../messages.ts'
import { formatAddress, formatDoing, newFormatAddress } from '../parts/addresses.ts'
import { FaultText } from '../parts/fields.tsx'
import { Form, Hidden } from '../parts/form.tsx'
import { type FormState, fieldId, listOf } from '../parts/form-state.ts'
import { FormatFields } from '../parts/format-fields.tsx'
import { StepFields } from '../parts/format-step-fields.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'

export type FormatEditPageProps = {
  /** The one that is changed; null for a new one. */
  format: Pick<ShownFormat, 'id' | 'slug' | 'name'> | null
  /** Its values are the whole draft: `steps.2.title` is the title of the third step; `taken.*` is the step that was taken out last. */
  form: FormState
  steps: number
  /** Of all steps, in the draft's unit. */
  total: number
  /** Whether a button of the steps was pressed, so that nothing is saved yet. */
  pressed: boolean
  seats: readonly Seat[]
  rules: readonly FormatRule[]
}

const formId = 'format'

export function FormatEditPage(props: FormatEditPageProps) {
  const { format, form } = props
  const t = useMessages()
  const title = t(format ? 'formatEdit.change' : 'formatEdit.new')
  const back = format ? { href: formatAddress(format), name: format.name } : { href: '/formats', name: t('formats.title') }
  const action = format ? formatDoing(format.id, 'edit') : newFormatAddress()
  return (
    <Column>
      <Heading back={[back]} lead={t(props.pressed ? 'formatEdit.pressed' : format ? 'formatEdit.changeLead' : 'formatEdit.newLead')}>
        {title}
      </Heading>
      <Form id={formId} action={action} state={form} label={title} class="under-lead">
        {hiddenIn(form).map(([name, value], at) => (
          <Hidden key={at} name={name} value={value} />
        ))}
        <FormatFields form={form} seats={props.seats} rules={props.rules} />
        <Steps {...props} action={action} />
        <div class="row">
          <button type="submit" class="btn">
            {t('form.save')}
          </button>
          <a class="act" href={back.href}>
            {t('formatEdit.leave')}
          </a>
        </div>
      </Form>
    </Column>
  )
}

function hiddenIn({ values }: FormState): [name: string, value: string][] {
  const kept = Object.entries(values).filter(([name]) => name === 'id' || name === 'basedOn' || name.startsWith('taken.'))
  return kept.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]))
}

/** The first button of the form is the harmless one: it is what the enter key presses. */
function Steps({ form, steps, total, seats, action }: FormatEditPageProps & { action: string }) {
  const t = useMessages()
  const id = fieldId(formId, 'steps')
  const unit = unitIn(form)
  const time = t(`format.${unit}`, { count: total })
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{t('format.stepsTitle')}</h2>
      <FaultText id={id} faults={(form.problem?.errors ?? []).filter(fault => fault.pointer === '/steps')} />
      <p>{t('formatEdit.plan', { time, steps: t('format.steps', { count: steps }) })}</p>
      <p class="acts">
        <button type="submit" name="do" value="show" class="act strong" formaction={`${action}#${id}`} formnovalidate>
          {t('formatEdit.show')}
        </button>
      </p>
      {Array.from({ length: steps }, (_, at) => (
        <StepFields key={at} at={at} of={steps} form={form} unit={unit} seats={seats} action={action} />
      ))}
      <TakenOut form={form} action={action} />
      <p class="after-steps">
        <button type="submit" name="do" value="add" class="btn second" formaction={`${action}#step-${steps + 1}`} formnovalidate>
          {t('formatEdit.add')}
        </button>
      </p>
    </section>
  )
}

function unitIn(form: FormState) {
  return listOf(form, 'unit')[0] === 'days' ? 'days' : 'minutes'
}

function TakenOut({ form, action }: { form: FormState; action: string }) {
  const t = useMessages()
  const [at] = listOf(form, 'taken.at')
  if (at === undefined) return null
  const [title] = listOf(form, 'taken.title')
  return (
    <p class="taken-out">
      <span>{title ? rich(t('formatEdit.taken'), { title: () => <bdi>{title}</bdi> }) : t('formatEdit.takenNoTitle')}</span>
      <button type="submit" name="do" value="back" class="act strong" formaction={`${action}#step-${Number(at) + 1}`} formnovalidate>
        {t('formatEdit.back')}
      </button>
    </p>
  )
}
