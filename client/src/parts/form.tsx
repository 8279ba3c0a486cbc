// A form that posts to a page's address and works without script; its fields find their values and faults in it.
import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useMessages } from '../messages.ts'
import { type FormState, faultsOf, fieldId, freshForm } from './form-state.ts'
import { ProblemSummary } from './summary.tsx'

type Context = { id: string; state: FormState }

const FormContext = createContext<Context>({ id: 'form', state: freshForm() })

export type FormProps = {
  /** Unique in the page; ids of fields begin with it. */
  id: string
  action: string
  state?: FormState
  label?: string
  class?: string
  island?: { name: string; props: unknown }
  children: ComponentChildren
}

export function Form(props: FormProps) {
  const state = props.state ?? freshForm()
  const island = props.island && { 'data-island': props.island.name, 'data-props': JSON.stringify(props.island.props) }
  return (
    <form id={props.id} method="post" action={props.action} class={props.class} aria-label={props.label} {...island}>
      <FormContext.Provider value={{ id: props.id, state }}>
        <ProblemSummary formId={props.id} state={state} />
        {props.children}
      </FormContext.Provider>
    </form>
  )
}

/** What a field needs of its form: its id, whether it is at fault, and what describes it. */
export function useField(name: string, hasHint: boolean) {
  const form = useContext(FormContext)
  const id = fieldId(form.id, name)
  const faults = faultsOf(form.state, name)
  const describedBy = [hasHint && `${id}-hint`, faults.length > 0 && `${id}-fault`].filter(Boolean).join(' ')
  const spoken = { ...(describedBy && { 'aria-describedby': describedBy }), ...(faults.length > 0 && { 'aria-invalid': true as const }) }
  return { id, state: form.state, faults, spoken }
}

export function Hidden({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />
}

/** A form of one button: what it does is in its words and its hidden values. */
export function OneButton(props: {
  action: string
  values?: Record<string, string | number>
  class?: string
  label?: string
  children: ComponentChildren
}) {
  return (
    <form method="post" action={props.action} class="one-button">
      {Object.entries(props.values ?? {}).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <button type="submit" class={props.class ?? 'act'} aria-label={props.label}>
        {props.children}
      </button>
    </form>
  )
}

export function PreviewButton() {
  return (
    <button type="submit" name="do" value="preview" class="btn plain">
      {useMessages()('form.preview')}
    </button>
  )
}
