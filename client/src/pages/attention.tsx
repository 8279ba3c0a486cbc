// All that one follows and mutes, each with the form to change it; nobody else ever sees this page.
import type { AttentionKind, NamedAttention } from '@hearth/shared/attention'
import { useDates, useMessages } from '../messages.ts'
import { attentionOf, personAddress, spaceAddress, topicAddress } from '../parts/addresses.ts'
import { AttentionForm } from '../parts/attention-form.tsx'
import { Empty } from '../parts/empty.tsx'
import { OneButton } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column, Section } from '../parts/layout.tsx'

export type AttentionPageProps = {
  items: NamedAttention[]
  /** What was changed last, and the choice that puts it back. */
  undo: { kind: AttentionKind; targetId: string; level: string } | null
}

const parts = [
  ['space', 'attention.spaces'],
  ['topic', 'attention.topics'],
  ['member', 'attention.members'],
] as const

export function AttentionPage({ items, undo }: AttentionPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('me.title') }]} lead={t('attention.lead')}>
        {t('attention.title')}
      </Heading>
      {undo && (
        <OneButton action={attentionOf(undo.kind, undo.targetId)} values={{ level: undo.level, from: 'list' }}>
          {t('attention.undo')}
        </OneButton>
      )}
      {items.length === 0 && (
        <Empty title={t('attention.none')}>
          <p>{t('attention.none.then')}</p>
        </Empty>
      )}
      {parts.map(([kind, title]) => (
        <Kind key={kind} kind={kind} title={t(title)} items={items.filter(item => item.kind === kind)} />
      ))}
      <p class="under-lead">{t('attention.rule')}</p>
      <p>{t('attention.ruleMember')}</p>
    </Column>
  )
}

function Kind({ kind, title, items }: { kind: AttentionKind; title: string; items: NamedAttention[] }) {
  if (items.length === 0) return null
  return (
    <Section id={`attention-${kind}s`} title={title}>
      <ul class="list">
        {items.map(item => (
          <li key={item.targetId}>
            <h3>
              <a href={addressOf(item)} dir="auto">
                {item.name}
              </a>
            </h3>
            <State {...item} />
            <AttentionForm {...item} listed />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function State({ level, until }: NamedAttention) {
  const t = useMessages()
  const dates = useDates()
  const words = until
    ? t('attention.mutedUntil', { at: dates.moment(until) })
    : t(level === 'mute' ? 'attention.is.mute' : 'attention.is.follow')
  return <p class="meta">{words}</p>
}

function addressOf({ kind, targetId, handle }: NamedAttention) {
  if (kind === 'member') return personAddress(handle ?? '')
  return kind === 'space' ? spaceAddress(targetId) : topicAddress(targetId)
}
