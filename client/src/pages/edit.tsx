// Edit an original post or a reply: the words as they stand, based on the version that was opened.
import { limits } from '@hearth/shared/limits'
import type { Topic } from '@hearth/shared/topic'
import { useMessages } from '../messages.ts'
import { replyAddress, topicAddress, writingAddress } from '../parts/addresses.ts'
import { BodyField, Preview } from '../parts/compose-fields.tsx'
import { ContentNotesField } from '../parts/content-notes.tsx'
import { DraftField, islandDraft, KeepButton, KeptDraft, type ShownDraft } from '../parts/draft-parts.tsx'
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
  /** The text as it stands. */
  source: { body: string; contentNotes: string[]; lang: string; seq: number }
  /** The `seq` that the words in the form are based on. */
  basedOn: number
  /** Whether the text was changed since then, so that it is shown beside the form. */
  changed: boolean
  draft: ShownDraft
  /** Whose words they are: others on this device are not shown them. */
  keeper: string
} & (
  | { what: 'topic'; id: string; details: Pick<Topic, 'title' | 'kind' | 'tags' | 'crisisLines'>; tagWords: string[] }
  | { what: 'reply'; id: string }
)

export function EditPage(props: EditPageProps) {
  const { what, source } = props
  const t = useMessages()
  const address = what === 'topic' ? topicAddress(props.id) : replyAddress(props.id)
  const island = { name: 'composer', props: { kind: 'edit', what, id: props.id, draft: islandDraft(props) } }
  return (
    <Column>
      <Heading back={[{ href: props.back, name: props.topicTitle }]} lead={t('edit.lead')}>
        {t(`edit.${what}`)}
      </Heading>
      <KeptDraft draft={props.draft} here={writingAddress(props.draft)} />
      {props.changed && <Standing words={source.body} lang={source.lang} />}
      <Preview html={props.previewHtml} />
      <Form id="edit" action={`${address}/edit`} state={props.form} island={island} label={t(`edit.${what}`)} class="under-lead">
        <Hidden name="basedOn" value={props.basedOn} />
        <DraftField draft={props.draft} />
        {what === 'topic' && <TitleField value={props.details.title} />}
        <BodyField
          label={t('compose.text')}
          hint={t('edit.bodyHint', { max: limits.bodyMax })}
          rows={10}
          value={source.body}
          lang={source.lang}
        />
        <p class="said" data-draft />
        <ContentNotesField present={source.contentNotes} />
        {what === 'topic' && <TopicDetails mayAnnounce={props.mayAnnounce} tagWords={props.tagWords} present={props.details} />}
        <div class="row">
          <button type="submit" class="btn">
            {t('form.save')}
          </button>
          <PreviewButton />
          <KeepButton />
          <a class="act" href={props.back}>
            {t('form.cancel')}
          </a>
        </div>
      </Form>
    </Column>
  )
}

/** What stands there now, for who began before it was changed: saving puts the words of the form in its stead. */
function Standing({ words, lang }: { words: string; lang: string }) {
  const t = useMessages()
  return (
    <section class="note" aria-labelledby="edit-standing">
      <h2 id="edit-standing">{t('edit.standing')}</h2>
      <p class="wording" dir="auto" lang={lang}>
        {words}
      </p>
      <p>{t('edit.standing.then')}</p>
    </section>
  )
}
