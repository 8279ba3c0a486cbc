// Topics near to one that is read, or to one that is being written.
import type { SimilarTopic } from '@hearth/shared/search'
import type { ComponentChildren } from 'preact'
import { topicAddress } from './addresses.ts'

export function NearTopics({ items, title, children }: { items: SimilarTopic[]; title: string; children?: ComponentChildren }) {
  if (items.length === 0) return null
  return (
    <section class="section" aria-labelledby="near-title">
      <h2 id="near-title">{title}</h2>
      {children}
      <ul class="list near">
        {items.map(topic => (
          <li key={topic.id}>
            <a href={topicAddress(topic.id)} dir="auto">
              {topic.title}
            </a>
            <p class="meta">
              <bdi>{topic.spaceName}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
