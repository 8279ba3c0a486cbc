// The fold of a new topic that asks for a vote; left empty there is none.
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { CheckField, ChoiceField } from './choices.tsx'
import { TextArea, TextField } from './fields.tsx'
import { type FormState, textOf } from './form-state.ts'

const modes = ['after-vote', 'at-once', 'at-close'] as const

export function PollFields({ form }: { form: FormState }) {
  const t = useMessages()
  return (
    <details class="plain" open={textOf(form, 'poll.options').trim() !== ''}>
      <summary>{t('poll.ask')}</summary>
      <TextArea
        name="poll.options"
        label={t('poll.options')}
        hint={t('poll.optionsHint', { min: limits.pollOptionsMin, max: limits.pollOptionsMax })}
        rows={4}
        maxLength={limits.pollOptionMax * limits.pollOptionsMax}
      />
      <CheckField name="poll.several" label={t('poll.several')} />
      <ChoiceField
        type="radio"
        name="poll.secret"
        label={t('poll.names')}
        options={[
          { value: 'false', label: t('poll.names.named'), hint: t('poll.names.namedHint') },
          { value: 'true', label: t('poll.names.secret'), hint: t('poll.names.secretHint') },
        ]}
        chosen={['false']}
      />
      <ChoiceField
        type="radio"
        name="poll.results"
        label={t('poll.results')}
        hint={t('poll.resultsHint')}
        options={modes.map(mode => ({ value: mode, label: t(`poll.results.${mode}`) }))}
        chosen={['after-vote']}
      />
      <div class="side-by-side">
        <TextField name="poll.day" type="date" label={t('poll.day')} />
        <TextField name="poll.time" type="time" label={t('poll.time')} />
      </div>
      <p class="hint">{t('poll.dayHint')}</p>
    </details>
  )
}
