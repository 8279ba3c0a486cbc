// Change a post that waits: its words, and when it appears.
import { limits } from '@hearth/shared/limits'
import type { WaitingPost } from '@hearth/shared/waiting-post'
import { useMessages } from '../messages.ts'
import { BodyField, Preview } from '../parts/compose-fields.tsx'
import { ContentNotesField } from '../parts/content-notes.tsx'
import { Form, Hidden, PreviewButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'
import { Time } from '../parts/time.tsx'
import { TitleField } from '../parts/topic-fields.tsx'
import { WhenField } from '../parts/when-field.tsx'

export type WaitingEditPageProps = { post: WaitingPost; form: FormState; previewHtml: string | null }

export function WaitingEditPage({ post, form, previewHtml }: WaitingEditPageProps) {
  const t = useMessages()
  const { appearsAt } = post
  const island = { name: 'composer', props: { kind: 'edit', what: post.what, id: post.id } }
  return (
    <Column>
      <Heading
        back={[{ href: '/waiting', name: t('waiting.title') }]}
        lead={appearsAt ? rich(t('waiting.stillWaits'), { when: () => <Time at={appearsAt} /> }) : t('waiting.changeHint')}
      >
        {t('waiting.editTitle')}
      </Heading>
      <Preview html={previewHtml} />
      <Form id="waiting" action={`/waiting/${post.id}/edit`} state={form} island={island} label={t('waiting.editTitle')} class="under-lead">
        <Hidden name="basedOn" value={post.version} />
        {post.what === 'topic' && <TitleField value={post.title ?? ''} />}
        <BodyField label={t('compose.text')} hint={t('edit.bodyHint', { max: limits.bodyMax })} rows={10} value={post.body} />
        <ContentNotesField present={post.contentNotes} />
        <WhenField chosen="no" mayHideName={post.anonymous} holdable />
        <div class="row">
          <button type="submit" class="btn">
            {t('form.save')}
          </button>
          <PreviewButton />
          <a class="act" href="/waiting">
            {t('form.cancel')}
          </a>
        </div>
      </Form>
    </Column>
  )
}
