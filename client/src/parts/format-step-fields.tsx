// The fields of one step of a format, what is rarely needed folded away with its choices told, and the buttons that move it.
import type { Seat } from '@hearth/shared/format'
import { limits } from '@hearth/shared/limits'
import { type Translate, useMessages } from '../messages.ts'
import { CheckField, ChoiceField } from './choices.tsx'
import { SelectField, TextArea, TextField } from './fields.tsx'
import { type FormState, faultsOf, listOf, textOf } from './form-state.ts'

type Props = {
  at: number
  of: number
  form: FormState
  unit: 'minutes' | 'days'
  seats: readonly Seat[]
  /** Where the form goes; its buttons lead to the step that they moved. */
  action: string
}

const modes = ['everyone', 'round', 'presenter', 'facilitator', 'quiet'] as const

export function StepFields(props: Props) {
  const { at, unit } = props
  const t = useMessages()
  const name = nameAt(at)
  return (
    <fieldset class="step-fields" id={`step-${at + 1}`} tabindex={-1}>
      <legend>{t('formatEdit.step', { n: at + 1 })}</legend>
      <TextField name={name('title')} label={t('formatEdit.title')} maxLength={limits.formatNameMax} required />
      <TextArea
        name={name('instructions')}
        label={t('formatEdit.instructions')}
        hint={t('formatEdit.instructionsHint')}
        rows={3}
        maxLength={limits.instructionsMax}
      />
      <div class="beside of-step">
        <TextField name={name('length')} type="number" short label={t(`formatEdit.length.${unit}`)} required />
        <SelectField
          name={name('floor.mode')}
          label={t('formatEdit.mode')}
          options={modes.map(mode => ({ value: mode, label: t(`floor.${mode}`) }))}
        />
        <TextField name={name('perPersonSeconds')} type="number" short label={t('formatEdit.seconds')} />
      </div>
      <More {...props} />
      <Moves {...props} />
    </fieldset>
  )
}

const nameAt = (at: number) => (own: string) => `steps.${at}.${own}`

const rarelyNeeded = ['floor.except', 'voice', 'prompts', 'capture', 'lint', 'gather']

function More({ at, form, seats }: Props) {
  const t = useMessages()
  const name = nameAt(at)
  const seatOptions = seats.map(seat => ({ value: seat, label: t(`seat.${seat}`) }))
  return (
    <details class="plain" open={rarelyNeeded.some(own => faultsOf(form, name(own)).length > 0)}>
      <summary>
        {t('formatEdit.more', { n: at + 1 })} <span class="meta">{told(form, name, seats, t)}</span>
      </summary>
      <ChoiceField
        type="checkbox"
        name={name('floor.except')}
        label={t('formatEdit.except')}
        hint={t('formatEdit.exceptHint')}
        options={seatOptions}
        columns
      />
      <SelectField
        name={name('voice')}
        label={t('formatEdit.voice')}
        hint={t('formatEdit.voiceHint')}
        options={[{ value: '', label: t('seat.presenter') }, ...seatOptions.filter(({ value }) => value !== 'presenter')]}
      />
      <TextArea
        name={name('prompts')}
        label={t('formatEdit.prompts')}
        hint={t('formatEdit.promptsHint', { max: limits.promptsMax })}
        rows={3}
      />
      <TextField name={name('capture')} label={t('formatEdit.capture')} hint={t('formatEdit.captureHint')} maxLength={limits.captureMax} />
      <Ways name={name} />
    </details>
  )
}

function Ways({ name }: { name(own: string): string }) {
  const t = useMessages()
  return (
    <>
      <ChoiceField
        type="radio"
        name={name('gather')}
        label={t('formatEdit.gather')}
        options={[
          { value: 'open', label: t('formatEdit.gather.open') },
          { value: 'together', label: t('formatEdit.gather.together'), hint: t('formatEdit.gather.togetherHint') },
        ]}
        chosen={['open']}
      />
      <CheckField name={name('vote')} label={t('formatEdit.vote')} hint={t('formatEdit.voteHint')} />
      <CheckField name={name('optional')} label={t('formatEdit.optional')} hint={t('formatEdit.optionalHint')} />
      <CheckField name={name('lint')} value="question-mark" label={t('formatEdit.lint')} hint={t('formatEdit.lintHint')} />
    </>
  )
}

/** What is chosen under the fold, so that nobody has to open it to know. */
function told(form: FormState, name: (own: string) => string, seats: readonly Seat[], t: Translate): string {
  const text = (own: string) => textOf(form, name(own))
  const listening = seats.filter(seat => listOf(form, name('floor.except')).includes(seat)).map(seat => t(`seat.${seat}`))
  const voice = seats.find(seat => seat === text('voice'))
  const prompts = text('prompts')
    .split('\n')
    .filter(line => line.trim())
  const all = [
    listening.length > 0 && t('format.listens', { who: listening.join(', ') }),
    voice && t('floor.voice', { who: t(`seat.${voice}`) }),
    prompts.length > 0 && t('formatEdit.promptsCount', { count: prompts.length }),
    text('capture') && t('format.capture', { what: text('capture') }),
    text('gather') === 'together' && t('formatEdit.gather.together'),
    text('vote') && t('formatEdit.vote'),
    text('optional') && t('formatEdit.optional'),
    text('lint') && t('formatEdit.lint'),
  ]
  return all.filter(Boolean).join(' · ')
}

function Moves({ at, of, action }: Props) {
  const t = useMessages()
  const n = at + 1
  const button = (press: 'up' | 'down' | 'out', lead: number) => (
    <button
      type="submit"
      name="do"
      value={`${press}.${at}`}
      class={press === 'out' ? 'act grave' : 'act'}
      formaction={`${action}#step-${lead}`}
      formnovalidate
      aria-label={t(`formatEdit.${press}Which`, { n })}
    >
      {t(`formatEdit.${press}`)}
    </button>
  )
  return (
    <div class="acts">
      {at > 0 && button('up', n - 1)}
      {n < of && button('down', n + 1)}
      {of > 1 && button('out', Math.max(1, at))}
    </div>
  )
}
