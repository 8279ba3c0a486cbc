// The fields of writing that topics and replies share: the text with its preview, and whose name is on it.
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { ChoiceField } from './choices.tsx'
import { TextArea } from './fields.tsx'

/** The bar of formats is filled by the browser; without script Markdown is typed. */
export function BodyField(props: { label: string; hint: string; rows: number; value?: string; lang?: string }) {
  const t = useMessages()
  return (
    <TextArea
      name="body"
      label={props.label}
      hint={props.hint}
      rows={props.rows}
      maxLength={limits.bodyMax}
      {...(props.value !== undefined && { value: props.value })}
      {...(props.lang && { lang: props.lang })}
      above={<div class="toolbar" role="toolbar" aria-label={t('compose.format')} data-toolbar data-needs-script />}
    />
  )
}

export function Preview({ html }: { html: string | null }) {
  const t = useMessages()
  if (html === null) return null
  return (
    <section class="preview" aria-labelledby="preview-title" tabindex={-1} data-focus>
      <h2 id="preview-title">{t('compose.previewTitle')}</h2>
      <div class="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
    </section>
  )
}

/** Fixed at the first post: an edit cannot change it. */
export function NameField({ displayName }: { displayName: string }) {
  const t = useMessages()
  const options = [
    { value: 'false', label: <bdi>{displayName}</bdi>, hint: t('compose.ownNameHint') },
    { value: 'true', label: t('compose.noName'), hint: t('compose.noNameHint') },
  ]
  return <ChoiceField type="radio" name="anonymous" label={t('compose.whoseName')} options={options} chosen={['false']} />
}
