// Beside a topic: how far one has read, its tags, what to know about the space, and moderators' tools.
import { useMessages } from '../messages.ts'
import type { TopicPageProps } from '../pages/topic.tsx'
import { printAddress, topicAddress } from './addresses.ts'
import { AttentionPart } from './attention-form.tsx'
import { OneButton } from './form.tsx'
import { SpaceRules } from './space-rules.tsx'
import { TagLink } from './tag-link.tsx'

export function TopicAside(props: TopicPageProps) {
  return (
    <>
      <Position {...props} />
      {props.attention && <AttentionPart kind="topic" targetId={props.topic.id} {...props.attention} />}
      <Tags {...props} />
      <Take {...props} />
      <Tools {...props} />
      <SpaceRules space={props.space} signedIn={props.reader !== 'guest'} />
    </>
  )
}

function Position({ topic }: TopicPageProps) {
  const t = useMessages()
  if (topic.readUpTo === null) return null
  const action = `${topicAddress(topic.id)}/position`
  return (
    <section aria-labelledby="position-title">
      <h2 id="position-title">{t('topic.you')}</h2>
      <div class="acts">
        {topic.readUpTo < topic.lastN && (
          <OneButton action={action} values={{ readUpTo: topic.lastN }}>
            {t('topic.markRead')}
          </OneButton>
        )}
        <OneButton action={action} values={{ readUpTo: 0 }}>
          {t('topic.markUnread')}
        </OneButton>
      </div>
    </section>
  )
}

function Tags({ topic }: TopicPageProps) {
  const t = useMessages()
  if (topic.tags.length === 0) return null
  return (
    <section aria-labelledby="tags-title">
      <h2 id="tags-title">{t('topic.about')}</h2>
      <ul class="tags">
        {topic.tags.map(tag => (
          <li key={tag}>
            <TagLink word={tag} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Ways to take the topic along, as the reader sees it. */
function Take({ topic, space }: TopicPageProps) {
  const t = useMessages()
  const address = topicAddress(topic.id)
  const ways = [
    { href: printAddress(topic.id), label: t('take.print') },
    { href: `${address}/export.md`, label: t('take.text') },
    { href: `${address}/export.json`, label: t('take.data') },
    ...(space.visibility === 'public' ? [{ href: `${address}/feed.atom`, label: t('take.feed') }] : []),
  ]
  return (
    <section aria-labelledby="take-title">
      <h2 id="take-title">{t('take.title')}</h2>
      <ul class="links">
        {ways.map(way => (
          <li key={way.href}>
            <a href={way.href}>{way.label}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Tools({ topic }: TopicPageProps) {
  const t = useMessages()
  const { pin, lock, move } = topic.can
  if (!pin && !lock && !move) return null
  const address = topicAddress(topic.id)
  return (
    <section aria-labelledby="tools-title">
      <h2 id="tools-title">{t('topic.tools')}</h2>
      <div class="acts">
        {pin && (
          <OneButton action={`${address}/pin`} values={{ pinned: String(!topic.pinned) }}>
            {t(topic.pinned ? 'topic.unpin' : 'topic.pin')}
          </OneButton>
        )}
        {lock && (
          <OneButton action={`${address}/lock`} values={{ locked: String(!topic.locked) }}>
            {t(topic.locked ? 'topic.unlock' : 'topic.lock')}
          </OneButton>
        )}
        {move && (
          <a class="act" href={`${address}/move`}>
            {t('topic.move')}
          </a>
        )}
      </div>
    </section>
  )
}
