// A form of the room: posts to the room's own address without script, and tells beside itself why it was not taken.
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import type { RoomFormName } from '../room-forms.ts'
import { roomAddress } from './addresses.ts'
import { Icon, type IconName } from './icons.tsx'
import { useRoom } from './room-view.ts'

type Values = Record<string, string | number>

export function RoomForm(props: {
  name: RoomFormName
  id?: string
  class?: string
  label?: string
  values?: Values
  /** Whether one writes in it: without script that is on the page which does not load itself again. */
  writes?: boolean
  children: ComponentChildren
}) {
  const { session } = useRoom()
  const action = `${roomAddress(session.id)}/${props.name}`
  return (
    <form id={props.id} method="post" action={action} class={props.class} aria-label={props.label} data-writes={props.writes}>
      {Object.entries(props.values ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
      <RefusalOf form={props.name} values={props.values} />
    </form>
  )
}

/** A form of one button; `name` is the form's, `values` what it says. */
export function Press(props: { name?: RoomFormName; values?: Values; class?: string; icon?: IconName; children: ComponentChildren }) {
  return (
    <RoomForm name={props.name ?? 'move'} class="one-button" values={props.values ?? {}}>
      <button type="submit" class={props.class ?? 'btn plain'}>
        {props.icon && <Icon name={props.icon} />}
        <span>{props.children}</span>
      </button>
    </RoomForm>
  )
}

/** Beside the very form that was sent: of several of one kind, the one with the same hidden values. */
function RefusalOf({ form, values = {} }: { form: RoomFormName; values?: Values | undefined }) {
  const t = useMessages()
  const { refused } = useRoom()
  const isIt =
    refused?.form === form && Object.entries(values).every(([name, value]) => name === 'id' || refused.fields[name] === String(value))
  if (!refused || !isIt) return null
  const { code, retryAfter } = refused.problem
  return (
    <p class="error-text refusal" role="alert">
      <Icon name="warning" />
      <span>
        {t(`problem.${code}`)}. {t(`problem.${code}.then`)} {retryAfter ? t('problem.wait', { seconds: retryAfter }) : ''}
      </span>
    </p>
  )
}

/** What a field starts with: what was refused, else its present value. */
export function useWords(form: RoomFormName, field: string, present = ''): string {
  const { refused } = useRoom()
  return refused?.form === form ? (refused.fields[field] ?? present) : present
}
