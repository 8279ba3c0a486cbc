// All tags: the community's words, then others that people wrote; without counts and without an order of worth.
import type { Tag } from '@hearth/shared/tag'
import { useMessages } from '../messages.ts'
import { manageTagsAddress, tagAddress, tagsAddress, withQuery } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'
import { Pager } from '../parts/pager.tsx'
import { useTagName } from '../parts/tag-link.tsx'

export type TagsPageProps = { tags: Tag[]; next: string | null; after: string | null; mayManage: boolean }

export function TagsPage({ tags, next, after, mayManage }: TagsPageProps) {
  const t = useMessages()
  const [ours, others] = [tags.filter(tag => tag.id !== null), tags.filter(tag => tag.id === null)]
  return (
    <Column>
      <Heading back={[{ href: '/spaces', name: t('space.all') }]} lead={t('tags.lead')}>
        {t('tags.title')}
      </Heading>
      {mayManage && (
        <p class="way-in">
          <a class="btn second" href={manageTagsAddress}>
            {t('manage.tags')}
          </a>
        </p>
      )}
      {tags.length === 0 && <Empty title={t('tags.none')} />}
      {ours.length > 0 && (
        <Section id="tags-ours" title={t('tags.ours')}>
          <Words tags={ours} />
        </Section>
      )}
      {others.length > 0 && (
        <Section id="tags-others" title={t('tags.others')}>
          <Words tags={others} />
        </Section>
      )}
      <Pager
        back={after === null ? null : { href: tagsAddress, label: t('tags.first') }}
        on={next === null ? null : { href: withQuery(tagsAddress, { after: next }), label: t('tags.more') }}
      />
    </Column>
  )
}

function Words({ tags }: { tags: Tag[] }) {
  const nameOf = useTagName()
  return (
    <ul class="tag-words">
      {tags.map(tag => (
        <li key={tag.slug}>
          <a href={tagAddress(tag.slug)} dir="auto">
            {nameOf(tag)}
          </a>
        </li>
      ))}
    </ul>
  )
}
