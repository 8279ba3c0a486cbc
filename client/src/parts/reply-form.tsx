// The reply composer: the text first, everything else folded below it; comes alive in the browser.
import type { Byline } from '@hearth/shared/person'
import type { PostsWait } from '@hearth/shared/posts-wait'
import { useMessages } from '../messages.ts'
import { placeAddress, topicAddress, writingAddress } from './addresses.ts'
import { nameOf } from './byline.tsx'
import { BodyField, NameField, Preview } from './compose-fields.tsx'
import { ContentNotesField } from './content-notes.tsx'
import { DraftField, islandDraft, KeepButton, KeptDraft, type ShownDraft } from './draft-parts.tsx'
import { Form, Hidden, PreviewButton } from './form.tsx'
import { type FormState, listOf, textOf } from './form-state.ts'
import { rich } from './rich.tsx'
import { UsualWait, WhenField } from './when-field.tsx'

export type ReplyFormProps = {
  topicId: string
  /** A fresh random id: the same form sent twice is one reply. */
  id: string
  /** The reply that is answered, or null for the original post. */
  parent: { id: string; n: number; author: Byline } | null
  form: FormState
  previewHtml: string | null
  anonymousAllowed: boolean
  displayName: string
  /** How long what the member writes waits as a rule. */
  postsWait: PostsWait
  draft: ShownDraft
  /** Whose words they are: others on this device are not shown them. */
  keeper: string
}

export function ReplyForm(props: ReplyFormProps) {
  const t = useMessages()
  const { topicId, parent, form } = props
  const island = { name: 'composer', props: { kind: 'reply', topicId, parentId: parent?.id ?? null, draft: islandDraft(props) } }
  return (
    <section class="composer" id="compose" aria-labelledby="compose-title">
      <h2 id="compose-title">{t('compose.yourReply')}</h2>
      {parent && <Answering topicId={topicId} parent={parent} />}
      <KeptDraft draft={props.draft} here={writingAddress(props.draft)} />
      <Preview html={props.previewHtml} />
      <Form id="reply" action={`${topicAddress(topicId)}/replies`} state={form} island={island} label={t('compose.yourReply')}>
        <Hidden name="id" value={props.id} />
        <DraftField draft={props.draft} />
        {parent && <Hidden name="parentId" value={parent.id} />}
        <BodyField label={t('compose.replyBody')} hint={t('compose.replyHint')} rows={6} />
        <details class="plain" open={isOpen(form, props.postsWait)}>
          <summary>{t(props.anonymousAllowed ? 'waiting.moreWithName' : 'waiting.more')}</summary>
          <ContentNotesField />
          {props.anonymousAllowed && <NameField displayName={props.displayName} />}
          <WhenField chosen={props.postsWait} mayHideName={props.anonymousAllowed} />
        </details>
        <UsualWait postsWait={props.postsWait} />
        <div class="row">
          <button type="submit" class="btn">
            {t('compose.postReply')}
          </button>
          <PreviewButton />
          <KeepButton />
        </div>
        <p class="said" data-draft />
      </Form>
    </section>
  )
}

function Answering({ topicId, parent }: { topicId: string; parent: NonNullable<ReplyFormProps['parent']> }) {
  const t = useMessages()
  return (
    <p class="meta answering">
      {rich(t('compose.answering'), {
        name: () => (
          <a href={placeAddress(topicId, parent.n)}>
            <bdi>{nameOf(parent.author, t)}</bdi>
          </a>
        ),
        cancel: words => <a href={`${topicAddress(topicId)}#compose`}>{words}</a>,
      })}
    </p>
  )
}

/** What was filled in stays in sight. */
function isOpen(form: FormState, postsWait: PostsWait) {
  const appears = textOf(form, 'appears')
  const other = appears !== '' && appears !== postsWait
  return (
    other || listOf(form, 'contentNotes').length > 0 || textOf(form, 'contentNotesOther') !== '' || textOf(form, 'anonymous') === 'true'
  )
}
