// What a search found, each with the words that were asked for marked; where a content note stands, the note and no word.
import type { Found, Marked, PersonFound, PostFound } from '@hearth/shared/search'
import { useMessages } from '../messages.ts'
import { personAddress, placeAddress, topicAddress } from './addresses.ts'
import { Badge } from './badge.tsx'
import { nameOf } from './byline.tsx'
import { Facts } from './facts.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

export function FoundList({ items }: { items: Found[] }) {
  return (
    <ul class="list found">
      {items.map(item => (item.kind === 'person' ? <Person key={item.person.id} item={item} /> : <FoundPost key={item.id} item={item} />))}
    </ul>
  )
}

function FoundPost({ item }: { item: PostFound }) {
  const t = useMessages()
  return (
    <li>
      <h3>
        <a href={item.n > 0 ? placeAddress(item.topicId, item.n) : topicAddress(item.topicId)} dir="auto">
          <Marks parts={item.title} />
        </a>
      </h3>
      {item.snippet.length > 0 && (
        <p class="say" lang={item.lang} dir="auto">
          <Marks parts={item.snippet} />
        </p>
      )}
      <Facts
        items={[
          item.contentNotes.length > 0 && (
            <Badge kind="cn">{rich(t('row.contentNote'), { notes: () => <bdi>{item.contentNotes.join(', ')}</bdi> })}</Badge>
          ),
          item.kind === 'reply' ? t('search.reply') : t(`kind.${item.kind}`),
          <bdi key="author">{nameOf(item.author, t)}</bdi>,
          <bdi key="space">{item.spaceName}</bdi>,
          <Time key="time" at={item.createdAt} style="shortDay" />,
        ]}
      />
    </li>
  )
}

function Person({ item: { person } }: { item: PersonFound }) {
  const t = useMessages()
  return (
    <li>
      <h3>
        <a href={personAddress(person.handle)}>
          <bdi>{person.displayName}</bdi>
        </a>
      </h3>
      <Facts items={[t(person.badge ? `role.${person.badge}` : 'search.person'), <bdi key="handle">@{person.handle}</bdi>]} />
    </li>
  )
}

function Marks({ parts }: { parts: Marked }) {
  return <>{parts.map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : part.text))}</>
}
