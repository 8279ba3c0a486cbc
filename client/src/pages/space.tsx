// One space: what it is for, its topics in three views, and who reads here.
import type { Attention } from '@hearth/shared/attention'
import type { Cover } from '@hearth/shared/hard-subjects'
import type { Space } from '@hearth/shared/space'
import type { TopicRow } from '@hearth/shared/topic'
import { useMessages } from '../messages.ts'
import { composeAddress, feedAddress, planAddress, roomsAddress, spaceAddress, withQuery } from '../parts/addresses.ts'
import { AttentionPart } from '../parts/attention-form.tsx'
import { Empty } from '../parts/empty.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns } from '../parts/layout.tsx'
import { Pager } from '../parts/pager.tsx'
import { SpaceRules } from '../parts/space-rules.tsx'
import { coversOf, TopicList } from '../parts/topic-list.tsx'

export type Show = 'latest' | 'unanswered' | 'mine'
export type SpacePageProps = {
  space: Space
  rows: TopicRow[]
  next: string | null
  /** The cursor that this page began at, null on the first page. */
  after: string | null
  show: Show
  /** By id: what is folded for this reader alone. */
  covers?: Record<string, Cover>
  signedIn: boolean
  /** Whether the reader may plan a session here. */
  mayPlan: boolean
  /** How much of the space reaches the reader; null for guests. */
  attention: Pick<Attention, 'level' | 'until'> | null
}

export function SpacePage(props: SpacePageProps) {
  const t = useMessages()
  const { space, rows } = props
  return (
    <Columns aside={<SpaceAside {...props} />}>
      <Heading back={[{ href: '/spaces', name: t('space.all') }]} lead={space.description && <bdi>{space.description}</bdi>}>
        <bdi>{space.name}</bdi>
      </Heading>
      <WayIn {...props} />
      <Views {...props} />
      <h2 class="vh">{t('space.topicsTitle')}</h2>
      {rows.length > 0 ? <TopicList rows={rows} {...coversOf(rows, props.covers)} /> : <NoTopics {...props} />}
      <Pages {...props} />
      {space.visibility === 'public' && (
        <p class="after-list">
          <a href={feedAddress(space.id)}>{t('feed.link')}</a>
        </p>
      )}
    </Columns>
  )
}

function SpaceAside({ space, signedIn, attention }: SpacePageProps) {
  return (
    <>
      <SpaceRules space={space} signedIn={signedIn} />
      {attention && <AttentionPart kind="space" targetId={space.id} {...attention} />}
    </>
  )
}

function WayIn({ space, signedIn, mayPlan }: SpacePageProps) {
  const t = useMessages()
  if (space.can.post) {
    return (
      <p class="row way-in">
        <a class="btn" href={composeAddress(space.id)}>
          {t('space.start')}
        </a>
        {mayPlan && (
          <a class="btn second" href={planAddress(space.id)}>
            {t('sessions.plan')}
          </a>
        )}
        {signedIn && <a href={withQuery(roomsAddress, { space: space.id })}>{t('sessions.inSpace')}</a>}
      </p>
    )
  }
  const reason = space.archivedAt ? t('space.isArchived') : signedIn ? t('space.readOnly') : null
  return reason ? <p class="way-in">{reason}</p> : null
}

function Views({ space, show, signedIn }: SpacePageProps) {
  const t = useMessages()
  const views: Show[] = signedIn ? ['latest', 'unanswered', 'mine'] : ['latest', 'unanswered']
  return (
    <nav aria-label={t('space.show')}>
      <ul class="views">
        {views.map(view => (
          <li key={view}>
            <a
              href={withQuery(spaceAddress(space.id), { show: view === 'latest' ? null : view })}
              aria-current={view === show ? 'page' : undefined}
            >
              {t(`show.${view}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function NoTopics({ space, show }: SpacePageProps) {
  const t = useMessages()
  const key = show === 'latest' && space.can.post ? 'latestPost' : show
  return (
    <Empty title={t(`noTopics.${show}`)}>
      <p>{t(`noTopics.${key}.then`)}</p>
    </Empty>
  )
}

function Pages({ space, show, next, after }: SpacePageProps) {
  const t = useMessages()
  const address = (cursor: string | null) => withQuery(spaceAddress(space.id), { show: show === 'latest' ? null : show, after: cursor })
  return (
    <Pager
      back={after === null ? null : { href: address(null), label: t('pager.newestTopics') }}
      on={next === null ? null : { href: address(next), label: t('pager.olderTopics') }}
    />
  )
}
