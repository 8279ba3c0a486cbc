// One tag: what it means, the words that lead to it, and its topics.
import type { Cover } from '@hearth/shared/hard-subjects'
import type { Tag } from '@hearth/shared/tag'
import type { TopicRow } from '@hearth/shared/topic'
import { useMessages } from '../messages.ts'
import { tagAddress, tagsAddress, withQuery } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { Pager } from '../parts/pager.tsx'
import { rich } from '../parts/rich.tsx'
import { useTagName } from '../parts/tag-link.tsx'
import { coversOf, TopicList } from '../parts/topic-list.tsx'

export type TagPageProps = {
  tag: Tag
  rows: TopicRow[]
  next: string | null
  after: string | null
  spaceNames: Record<string, string>
  /** By id: what is folded for this reader alone. */
  covers?: Record<string, Cover>
}

export function TagPage({ tag, rows, next, after, spaceNames, covers }: TagPageProps) {
  const t = useMessages()
  const name = useTagName()(tag)
  const others = [...new Set([tag.name, tag.fr ?? tag.name, ...tag.synonyms])].filter(word => word !== name)
  const address = (cursor: string | null) => withQuery(tagAddress(tag.slug), { after: cursor })
  return (
    <Column>
      <Heading back={[{ href: tagsAddress, name: t('tags.title') }]} lead={tag.description && <bdi>{tag.description}</bdi>}>
        {rich(t('tag.title'), { name: () => <bdi>{name}</bdi> })}
      </Heading>
      {others.length > 0 && <p class="meta">{rich(t('tag.also'), { words: () => <bdi>{others.join(', ')}</bdi> })}</p>}
      <h2 class="vh">{t('space.topicsTitle')}</h2>
      {rows.length > 0 ? <TopicList rows={rows} spaceNames={spaceNames} {...coversOf(rows, covers)} /> : <Empty title={t('tag.none')} />}
      <Pager
        back={after === null ? null : { href: address(null), label: t('pager.newestTopics') }}
        on={next === null ? null : { href: address(next), label: t('pager.olderTopics') }}
      />
    </Column>
  )
}
