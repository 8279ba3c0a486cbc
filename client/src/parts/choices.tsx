// Ticks and choices: one checkbox, or several options under one legend.
import type { ComponentChildren } from 'preact'
import { FaultText, type FieldProps, Hint, type Option } from './fields.tsx'
import { useField } from './form.tsx'
import { listOf, textOf } from './form-state.ts'

/** One checkbox that means yes: sends `value` when ticked, nothing otherwise. */
export function CheckField(props: FieldProps & { value?: string; ticked?: boolean }) {
  const value = props.value ?? 'true'
  const field = useField(props.name, false)
  const { values } = field.state
  // A box that is not ticked sends nothing: once anything was sent, only what was sent counts.
  const checked = Object.keys(values).length > 0 ? textOf(field.state, props.name) === value : props.ticked === true
  return (
    <div class={field.faults.length > 0 ? 'field error' : 'field'}>
      <FaultText id={field.id} faults={field.faults} />
      <Check
        type="checkbox"
        id={field.id}
        name={props.name}
        option={{ value, label: props.label, ...(props.hint && { hint: props.hint }) }}
        checked={checked}
        spoken={field.spoken}
      />
    </div>
  )
}

/** A group of checkboxes or of radio buttons under one legend. */
export function ChoiceField(
  props: FieldProps & { type: 'checkbox' | 'radio'; options: Option[]; chosen?: string[]; columns?: boolean; children?: ComponentChildren },
) {
  const field = useField(props.name, Boolean(props.hint))
  const { values } = field.state
  const sent = props.name in values || (props.type === 'checkbox' && Object.keys(values).length > 0)
  const chosen = sent ? listOf(field.state, props.name) : (props.chosen ?? [])
  return (
    <fieldset
      class={field.faults.length > 0 ? 'field error' : 'field'}
      id={field.id}
      tabindex={-1}
      aria-describedby={field.spoken['aria-describedby']}
    >
      <legend>{props.label}</legend>
      <Hint id={field.id} text={props.hint} />
      <FaultText id={field.id} faults={field.faults} />
      <div class={props.columns ? 'checks two' : 'checks'}>
        {props.options.map((option, at) => (
          <Check
            key={option.value}
            type={props.type}
            id={`${field.id}-${at + 1}`}
            name={props.name}
            option={option}
            checked={chosen.includes(option.value)}
          />
        ))}
      </div>
      {props.children}
    </fieldset>
  )
}

function Check(props: {
  type: 'checkbox' | 'radio'
  id: string
  name: string
  option: Option
  checked: boolean
  spoken?: { 'aria-describedby'?: string; 'aria-invalid'?: true }
}) {
  const { id, option, spoken } = props
  const describedBy = [spoken?.['aria-describedby'], option.hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div class="check">
      <input
        type={props.type}
        id={id}
        name={props.name}
        value={option.value}
        checked={props.checked}
        {...spoken}
        {...(describedBy && { 'aria-describedby': describedBy })}
      />
      <div>
        <label for={id}>{option.label}</label>
        {option.hint && (
          <p class="meta" id={`${id}-hint`}>
            {option.hint}
          </p>
        )}
      </div>
    </div>
  )
}
