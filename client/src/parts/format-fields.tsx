// The fields of a format beside its steps: its name, where it comes from, how long and for how many, roles and agreements.
import type { FormatRule, Seat } from '@hearth/shared/format'
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { ChoiceField } from './choices.tsx'
import { TextArea, TextField } from './fields.tsx'
import { type FormState, faultsOf, listOf } from './form-state.ts'

type Props = { form: FormState; seats: readonly Seat[]; rules: readonly FormatRule[] }

export function FormatFields({ form, seats, rules }: Props) {
  const t = useMessages()
  const units = (['minutes', 'days'] as const).map(unit => ({ value: unit, label: t(`formatEdit.unit.${unit}`) }))
  return (
    <>
      <TextField name="name" label={t('formatEdit.name')} hint={t('formatEdit.nameHint')} maxLength={limits.formatNameMax} required />
      <TextField name="bestFor" label={t('formatEdit.bestFor')} maxLength={limits.bestForMax} />
      <TextArea
        name="tradition"
        label={t('formatEdit.tradition')}
        hint={t('formatEdit.traditionHint')}
        rows={2}
        maxLength={limits.traditionMax}
      />
      <ChoiceField type="radio" name="unit" label={t('formatEdit.unit')} options={units} />
      <People />
      <ChoiceField
        type="checkbox"
        name="seats"
        label={t('formatEdit.seats')}
        options={seats.map(seat => ({ value: seat, label: t(`seat.${seat}`) }))}
        columns
      />
      <Rules form={form} rules={rules} />
    </>
  )
}

function People() {
  const t = useMessages()
  return (
    <>
      <fieldset class="field">
        <legend>{t('formatEdit.people')}</legend>
        <div class="beside">
          <TextField name="groupSize.min" type="number" short min={2} max={200} label={t('formatEdit.min')} required />
          <TextField name="groupSize.max" type="number" short min={2} max={200} label={t('formatEdit.max')} required />
        </div>
      </fieldset>
      <TextField
        name="turns"
        type="number"
        short
        min={1}
        max={10}
        label={t('formatEdit.turns')}
        hint={t('formatEdit.turnsHint')}
        required
      />
    </>
  )
}

/** Many, and mostly chosen once: folded, with their number to be seen. */
function Rules({ form, rules }: Omit<Props, 'seats'>) {
  const t = useMessages()
  const chosen = t('formatEdit.rulesChosen', { count: listOf(form, 'rules').length })
  return (
    <details class="plain" open={faultsOf(form, 'rules').length > 0}>
      <summary>
        {t('formatEdit.rules')} <span class="meta">{chosen}</span>
      </summary>
      <ChoiceField
        type="checkbox"
        name="rules"
        label={t('formatEdit.rules')}
        options={rules.map(rule => ({ value: rule, label: t(`agreed.${rule}`) }))}
        columns
      />
    </details>
  )
}
