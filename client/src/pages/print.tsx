// A topic for paper: who may read it, then every post one after the other; folds stay folded unless they are opened.
import type { Cover } from '@hearth/shared/hard-subjects'
import type { ViewedReply } from '@hearth/shared/reply'
import type { Space } from '@hearth/shared/space'
import type { ViewedTopic } from '@hearth/shared/topic'
import { useMessages } from '../messages.ts'
import { printAddress, topicAddress, withQuery } from '../parts/addresses.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { Pager } from '../parts/pager.tsx'
import { Post } from '../parts/post.tsx'
import { rowsOf } from '../parts/tree.ts'

export type PrintPageProps = {
  space: Pick<Space, 'name' | 'visibility'>
  topic: ViewedTopic
  /** As it stands for this reader. */
  title: string
  replies: ViewedReply[]
  next: string | null
  /** Absolute. */
  address: string
  /** By id: what is folded for this reader alone. */
  covers?: Record<string, Cover>
}

export function PrintPage({ space, topic, title, replies, next, address, covers = {} }: PrintPageProps) {
  const t = useMessages()
  const readers = space.visibility === 'public' ? 'public' : space.visibility === 'members' ? 'members' : 'some'
  return (
    <Column>
      <Heading back={[{ href: topicAddress(topic.id), name: title }]} lead={t(`export.${readers}`)}>
        <bdi>{title}</bdi>
      </Heading>
      <p class="meta">
        <bdi>{space.name}</bdi> · <bdi class="address">{address}</bdi>
      </p>
      <p class="way-in hint">{t('print.how')}</p>
      <Post post={topic} topicId={topic.id} n={null} mine={topic.mine} mayReply={false} {...coverIn(covers, topic.id)} />
      <ol class="replies">
        {rowsOf(replies).map(({ item, answers }) => (
          <li key={item.id}>
            <Post
              post={item}
              topicId={topic.id}
              n={item.n}
              mine={item.mine}
              mayReply={false}
              answers={answers}
              {...coverIn(covers, item.id)}
            />
          </li>
        ))}
      </ol>
      <Pager back={null} on={next === null ? null : { href: withQuery(printAddress(topic.id), { after: next }), label: t('print.more') }} />
    </Column>
  )
}

function coverIn(covers: Record<string, Cover>, id: string) {
  const cover = covers[id]
  return cover ? { cover } : {}
}
