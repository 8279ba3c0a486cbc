// The community's words, for who keeps them: take one in, describe or rename it, put one under another, let one go.
import type { Tag } from '@hearth/shared/tag'
import { useMessages } from '../messages.ts'
import { manageTagsAddress, mergeTagsAddress, tagAddress, withQuery } from '../parts/addresses.ts'
import { Form, Hidden, OneButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'
import { Pager } from '../parts/pager.tsx'
import { MergeFields, TagFields } from '../parts/tag-fields.tsx'

export type ManageTagsPageProps = {
  /** Of the vocabulary, then other words that the keeper reads. */
  tags: Tag[]
  next: string | null
  /** A fresh random id for the new tag. */
  id: string
  newForm: FormState
  mergeForm: FormState
  /** The state of the form that was sent last, and whose it is. */
  changed: { slug: string; form: FormState } | null
}

export function ManageTagsPage({ tags, next, id, newForm, mergeForm, changed }: ManageTagsPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('nav.me') }]} lead={t('manageTags.lead')}>
        {t('manage.tags')}
      </Heading>
      <Section id="new-tag" title={t('manageTags.new')}>
        <Form id="tag" action={manageTagsAddress} state={newForm} label={t('manageTags.new')}>
          <Hidden name="id" value={id} />
          <TagFields />
          <button type="submit" class="btn">
            {t('manageTags.make')}
          </button>
        </Form>
      </Section>
      <Section id="merge-tags" title={t('manageTags.merge')}>
        <p class="hint">{t('manageTags.mergeHint')}</p>
        <Form id="merge" action={mergeTagsAddress} state={mergeForm} label={t('manageTags.merge')}>
          <MergeFields />
          <button type="submit" class="btn second">
            {t('manageTags.mergeNext')}
          </button>
        </Form>
      </Section>
      <Section id="all-tags" title={t('tags.ours')}>
        <ul class="list">
          {tags
            .filter(tag => tag.id !== null)
            .map(tag => (
              <TagRecord key={tag.slug} tag={tag} form={changed?.slug === tag.slug ? changed?.form : undefined} />
            ))}
        </ul>
      </Section>
      <OtherWords tags={tags.filter(tag => tag.id === null)} />
      <Pager back={null} on={next === null ? null : { href: withQuery(manageTagsAddress, { after: next }), label: t('tags.more') }} />
    </Column>
  )
}

function TagRecord({ tag, form }: { tag: Tag; form: FormState | undefined }) {
  const t = useMessages()
  const action = `${manageTagsAddress}/${encodeURIComponent(tag.slug)}`
  return (
    <li id={`tag-${tag.slug}`}>
      <h3>
        <a href={tagAddress(tag.slug)} dir="auto">
          {tag.name}
        </a>
      </h3>
      <details class="plain" open={Boolean(form?.problem)}>
        <summary>{t('manageTags.change', { name: tag.name })}</summary>
        <Form
          id={`tag-form-${tag.id}`}
          action={action}
          label={t('manageTags.change', { name: tag.name })}
          class="set-apart"
          {...(form && { state: form })}
        >
          <TagFields tag={tag} />
          <button type="submit" class="btn second">
            {t('form.save')}
          </button>
        </Form>
        <div class="set-apart">
          <p class="hint">{t('manageTags.removeHint')}</p>
          <OneButton action={`${action}/remove`} class="btn danger" label={t('manageTags.removeWhich', { name: tag.name })}>
            {t('manageTags.remove')}
          </OneButton>
        </div>
      </details>
    </li>
  )
}

function OtherWords({ tags }: { tags: Tag[] }) {
  const t = useMessages()
  if (tags.length === 0) return null
  return (
    <Section id="other-words" title={t('tags.others')}>
      <p class="hint">{t('manageTags.othersHint')}</p>
      <ul class="tag-words">
        {tags.map(tag => (
          <li key={tag.slug}>
            <a href={tagAddress(tag.slug)} dir="auto">
              {tag.name}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
