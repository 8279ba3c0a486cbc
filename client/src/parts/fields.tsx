// Fields with their label above, help under it, and what was wrong between label and field.
import type { Fault } from '@hearth/shared/problems'
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import { useField } from './form.tsx'
import { faultText, givenText } from './form-state.ts'
import { Icon } from './icons.tsx'

export type FieldProps = { name: string; label: string; hint?: string | undefined }

export type Option = { value: string; label: ComponentChildren; hint?: string }

export type TextProps = FieldProps & {
  type?: 'text' | 'password' | 'number' | 'date' | 'time' | 'url'
  value?: string
  required?: boolean
  minLength?: number
  maxLength?: number
  min?: number
  max?: number
  autocomplete?: string
  short?: boolean
  /** Names are not corrected: no capital, no spelling marks. */
  verbatim?: boolean
}

export function TextField(props: TextProps) {
  const { name, label, hint, value, short, verbatim, autocomplete, type = 'text', ...limits } = props
  const field = useField(name, Boolean(hint))
  const given = type === 'password' ? '' : givenText(field.state, name, value)
  // Each kind of input has its own type in JSX; a text field is any of these.
  const kind = { type: type as 'text' }
  const kept = verbatim ? { autocapitalize: 'none' as const, spellcheck: false, dir: 'ltr' as const } : { dir: 'auto' as const }
  return (
    <Frame id={field.id} faults={field.faults} label={label} hint={hint}>
      <input
        class={short ? 'input short' : 'input'}
        id={field.id}
        name={name}
        {...kind}
        value={given}
        autocomplete={autocomplete ?? 'off'}
        {...kept}
        {...limits}
        {...field.spoken}
      />
    </Frame>
  )
}

export function TextArea(
  props: FieldProps & { rows: number; maxLength?: number; required?: boolean; lang?: string; above?: ComponentChildren; value?: string },
) {
  const { name, label, hint, above, value, ...rest } = props
  const field = useField(name, Boolean(hint))
  return (
    <Frame id={field.id} faults={field.faults} label={label} hint={hint}>
      {above}
      <textarea class="input" id={field.id} name={name} dir="auto" {...rest} {...field.spoken}>
        {givenText(field.state, name, value)}
      </textarea>
    </Frame>
  )
}

export function SelectField(props: FieldProps & { options: Option[]; value?: string }) {
  const field = useField(props.name, Boolean(props.hint))
  const chosen = givenText(field.state, props.name, props.value)
  return (
    <Frame id={field.id} faults={field.faults} label={props.label} hint={props.hint}>
      <select class="input" id={field.id} name={props.name} {...field.spoken}>
        {props.options.map(option => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

function Frame(props: { id: string; faults: Fault[]; label: string; hint: string | undefined; children: ComponentChildren }) {
  return (
    <div class={props.faults.length > 0 ? 'field error' : 'field'}>
      <label class="label" for={props.id}>
        {props.label}
      </label>
      <Hint id={props.id} text={props.hint} />
      <FaultText id={props.id} faults={props.faults} />
      {props.children}
    </div>
  )
}

export function Hint({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <p class="hint" id={`${id}-hint`}>
      {text}
    </p>
  ) : null
}

export function FaultText({ id, faults }: { id: string; faults: Fault[] }) {
  const t = useMessages()
  if (faults.length === 0) return null
  return (
    <p class="error-text" id={`${id}-fault`}>
      <Icon name="warning" />
      <span>{faults.map(fault => faultText(fault, t)).join(' ')}</span>
    </p>
  )
}
