// Edit an original post or a reply: the words as they stand, based on the version that was opened.
import { limits } from '@hearth/shared/limits'
import type { Topic } from '@hearth/shared/topic'
import { useMessages } from '../messages.ts'
import { replyAddress, topicAddress } from '../parts/addresses.ts'
import { BodyField, Preview } from '../parts/compose-fields.tsx'
import { ContentNotesField } from '../parts/content-notes.tsx'
import { Form, Hidden, PreviewButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { TitleField, TopicDetails } from '../parts/topic-fields.tsx'

export type EditPageProps = {
  /** Where the post stands: its permalink. */
  back: string
  topicTitle: string
  form: FormState
  previewHtml: string | null
  mayAnnounce: boolean
  /** The text as it stands; `seq` is what the edit is based on. */
  source: { body: string; contentNotes: string[]; lang: string; seq: number }
} & (
  | { what: 'topic'; id: string; details: Pick<Topic, 'title' | 'kind' | 'tags' | 'crisisLines'>; tagWords: string[] }
  | { what: 'reply'; id: string }
)

export function EditPage(props: EditPageProps) {
  const { what, source } = props
  const t = useMessages()
  const address = what === 'topic' ? topicAddress(props.id) : replyAddress(props.id)
  const island = { name: 'composer', props: { kind: 'edit', what, id: props.id } }
  return (
    <Column>
      <Heading back={[{ href: props.back, name: props.topicTitle }]} lead={t('edit.lead')}>
        {t(`edit.${what}`)}
      </Heading>
      <Preview html={props.previewHtml} />
      <Form id="edit" action={`${address}/edit`} state={props.form} island={island} label={t(`edit.${what}`)} class="under-lead">
        <Hidden name="basedOn" value={source.seq} />
        {what === 'topic' && <TitleField value={props.details.title} />}
        <BodyField
          label={t('compose.text')}
          hint={t('edit.bodyHint', { max: limits.bodyMax })}
          rows={10}
          value={source.body}
          lang={source.lang}
        />
        <ContentNotesField present={source.contentNotes} />
        {what === 'topic' && <TopicDetails mayAnnounce={props.mayAnnounce} tagWords={props.tagWords} present={props.details} />}
        <div class="row">
          <button type="submit" class="btn">
            {t('form.save')}
          </button>
          <PreviewButton />
          <a class="act" href={props.back}>
            {t('form.cancel')}
          </a>
        </div>
      </Form>
    </Column>
  )
}
