// The small form with which one follows or mutes what the page is about, or a row of the list of all that.
import type { Attention } from '@hearth/shared/attention'
import { useDates, useMessages } from '../messages.ts'
import { attentionOf } from './addresses.ts'
import { SelectField } from './fields.tsx'
import { Form, Hidden } from './form.tsx'

export type AttentionFormProps = Attention & {
  /** Of a member: where the form leads back to. */
  handle?: string | null
  /** Of a member, or of a row. */
  name?: string
  /** Whether it stands in the list, to which it then leads back. */
  listed?: boolean
}

/** What the field may say, in this order. `as-it-is` stands for the rest of a timed mute. */
export const attentionChoices = ['follow', 'normal', 'mute-8h', 'mute-week', 'mute'] as const

export function AttentionForm(props: AttentionFormProps) {
  const t = useMessages()
  const dates = useDates()
  const { kind, targetId, level, until, name, listed } = props
  const timed = until ? [{ value: 'as-it-is', label: t('attention.mutedUntil', { at: dates.moment(until) }) }] : []
  return (
    <Form id={`attention-${targetId}`} action={attentionOf(kind, targetId)} class="attend">
      {listed && <Hidden name="from" value="list" />}
      {kind === 'member' && <Hidden name="handle" value={props.handle ?? ''} />}
      <SelectField
        name="level"
        label={listed ? t('attention.labelOf', { name: name ?? '' }) : t('attention.label')}
        options={[...timed, ...attentionChoices.map(value => ({ value, label: t(`attention.${value}`) }))]}
        value={until ? 'as-it-is' : level}
      />
      <button type="submit" class="btn plain" aria-label={listed ? t('attention.saveOf', { name: name ?? '' }) : undefined}>
        {t('attention.save')}
      </button>
    </Form>
  )
}

/** The form with a heading of its own, for the side of a page. */
export function AttentionPart(props: AttentionFormProps) {
  const t = useMessages()
  const title = props.kind === 'member' ? t('attention.this.member', { name: props.name ?? '' }) : t(`attention.this.${props.kind}`)
  return (
    <section aria-labelledby="attention-title">
      <h2 id="attention-title">{title}</h2>
      <p class="meta">{t('attention.onlyYou')}</p>
      <AttentionForm {...props} />
    </section>
  )
}
