// Start a topic in a space: a title, what one would like to say, and who stands behind it.
import { limits } from '@hearth/shared/limits'
import type { PostsWait } from '@hearth/shared/posts-wait'
import type { SimilarTopic } from '@hearth/shared/search'
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { spaceAddress, writingAddress } from '../parts/addresses.ts'
import { BodyField, NameField, Preview } from '../parts/compose-fields.tsx'
import { ContentNotesField } from '../parts/content-notes.tsx'
import { DraftField, islandDraft, KeepButton, KeptDraft, type ShownDraft } from '../parts/draft-parts.tsx'
import { Form, Hidden, PreviewButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Columns } from '../parts/layout.tsx'
import { LowFold } from '../parts/low-fold.tsx'
import { NearTopics } from '../parts/near-topics.tsx'
import { PollFields } from '../parts/poll-fields.tsx'
import { SpaceRules } from '../parts/space-rules.tsx'
import { TitleField, TopicDetails } from '../parts/topic-fields.tsx'
import { UsualWait, WhenField } from '../parts/when-field.tsx'

export type ComposePageProps = {
  space: Pick<Space, 'id' | 'name' | 'visibility' | 'anonymous'>
  /** A fresh random id: the same form sent twice is one topic. */
  id: string
  form: FormState
  previewHtml: string | null
  displayName: string
  /** How long what the member writes waits as a rule. */
  postsWait: PostsWait
  /** Topics near to the title, once there is one: shown beside the preview. */
  near: SimilarTopic[]
  /** Whether the reader may write announcements. */
  mayAnnounce: boolean
  /** The community's tags, to choose from. */
  tagWords: string[]
  draft: ShownDraft
  /** Whose words they are: others on this device are not shown them. */
  keeper: string
}

export function ComposePage(props: ComposePageProps) {
  const { space, form } = props
  const t = useMessages()
  const island = { name: 'composer', props: { kind: 'topic', spaceId: space.id, draft: islandDraft(props) } }
  return (
    <Columns aside={<SpaceRules space={space} signedIn />}>
      <Heading back={[{ href: spaceAddress(space.id), name: space.name }]}>{t('space.start')}</Heading>
      <KeptDraft draft={props.draft} here={writingAddress(props.draft)} />
      <Preview html={props.previewHtml} />
      <NearTopics items={props.near} title={t('near.titling')}>
        <p>{t('near.titlingThen')}</p>
      </NearTopics>
      <Form
        id="topic"
        action={`${spaceAddress(space.id)}/topics`}
        state={form}
        island={island}
        label={t('compose.newTopic')}
        class="under-lead"
      >
        <Hidden name="id" value={props.id} />
        <DraftField draft={props.draft} />
        <TitleField />
        <BodyField label={t('compose.topicBody')} hint={t('compose.topicHint', { max: limits.bodyMax })} rows={10} />
        <p class="said" data-draft />
        <LowFold name={t(space.anonymous ? 'waiting.moreWithName' : 'waiting.more')} open={Object.keys(form.values).length > 0}>
          <ContentNotesField />
          <TopicDetails mayAnnounce={props.mayAnnounce} tagWords={props.tagWords} />
          <PollFields form={form} />
          {space.anonymous && <NameField displayName={props.displayName} />}
          <WhenField chosen={props.postsWait} mayHideName={space.anonymous} />
        </LowFold>
        <UsualWait postsWait={props.postsWait} />
        <div class="row">
          <button type="submit" class="btn">
            {t('compose.postTopic')}
          </button>
          <PreviewButton />
          <KeepButton />
        </div>
      </Form>
    </Columns>
  )
}
