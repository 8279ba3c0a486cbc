// The inbox: the topics that wait to be read, first what one follows or took part in, then space by space.
import type { InboxRow } from '@hearth/shared/inbox'
import { limits } from '@hearth/shared/limits'
import { useMessages } from '../messages.ts'
import { inboxAddress, topicAddress, withQuery } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { OneButton } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { InboxList } from '../parts/inbox-list.tsx'
import { Columns, Section } from '../parts/layout.tsx'
import { Pager } from '../parts/pager.tsx'
import { rich } from '../parts/rich.tsx'

export type InboxPageProps = {
  rows: InboxRow[]
  next: string | null
  /** The cursor that this page began at, null on the first page. */
  after: string | null
  show: 'all' | 'followed'
  /** The one space that is shown, if any. */
  spaceId: string | null
  spaces: { id: string; name: string }[]
  /** The topic that was marked as read last, and how far it was read before. */
  undo: { topicId: string; readUpTo: number } | null
}

export function InboxPage(props: InboxPageProps) {
  const t = useMessages()
  const { rows, undo } = props
  const followed = rows.filter(row => row.why === 'followed')
  const others = rows.filter(row => row.why === 'space')
  const shownSpaces = [...new Set(others.map(row => row.spaceId))]
  return (
    <Columns aside={<Rule />}>
      <Heading lead={t('inbox.lead')}>{t('inbox.title')}</Heading>
      {undo && (
        <OneButton action={`${topicAddress(undo.topicId)}/position`} values={{ readUpTo: undo.readUpTo, from: 'inbox' }}>
          {t('inbox.undo')}
        </OneButton>
      )}
      <Views {...props} />
      {rows.length === 0 && <Nothing {...props} />}
      {followed.length > 0 && (
        <Section id="inbox-followed" title={t('inbox.followed')}>
          <InboxList rows={followed} named />
        </Section>
      )}
      {shownSpaces.map(spaceId => (
        <OfSpace key={spaceId} spaceId={spaceId} rows={others.filter(row => row.spaceId === spaceId)} />
      ))}
      {rows.length > 0 && !props.spaceId && props.show === 'all' && (
        <div class="row after-list">
          <OneButton action="/positions/all-read" values={{ from: 'inbox' }} class="btn second">
            {t('inbox.readAll')}
          </OneButton>
        </div>
      )}
      <Pages {...props} />
    </Columns>
  )
}

function OfSpace({ spaceId, rows }: { spaceId: string; rows: InboxRow[] }) {
  const t = useMessages()
  const name = rows[0]?.spaceName ?? ''
  return (
    <Section id={`inbox-${spaceId}`} title={<bdi>{name}</bdi>}>
      <InboxList rows={rows} />
      <OneButton action="/positions/all-read" values={{ spaceId, from: 'inbox' }}>
        {t('inbox.readSpace', { name })}
      </OneButton>
    </Section>
  )
}

function Views({ show, spaceId, spaces }: InboxPageProps) {
  const t = useMessages()
  const ways = [
    { name: t('inbox.all'), href: inboxAddress, current: show === 'all' && !spaceId },
    { name: t('inbox.followedOnly'), href: withQuery(inboxAddress, { show: 'followed' }), current: show === 'followed' },
    ...spaces.map(space => ({ name: space.name, href: withQuery(inboxAddress, { space: space.id }), current: space.id === spaceId })),
  ]
  return (
    <nav aria-label={t('inbox.show')}>
      <ul class="views">
        {ways.map(way => (
          <li key={way.href}>
            <a href={way.href} aria-current={way.current ? 'page' : undefined}>
              <bdi>{way.name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Nothing({ show, spaceId }: InboxPageProps) {
  const t = useMessages()
  const narrowed = show === 'followed' || spaceId !== null
  return (
    <Empty title={t(narrowed ? 'inbox.noneShown' : 'inbox.none')}>
      <p>{t(narrowed ? 'inbox.noneShown.then' : 'inbox.none.then')}</p>
    </Empty>
  )
}

function Rule() {
  const t = useMessages()
  return (
    <Section id="inbox-rule" title={t('inbox.rule')} set="note">
      <p>{t('inbox.rule.waits')}</p>
      <p>{t('inbox.rule.not')}</p>
      <p>{t('inbox.rule.days', { days: limits.inboxDays })}</p>
      <p>{rich(t('inbox.rule.choose'), { link: words => <a href="/attention">{words}</a> })}</p>
    </Section>
  )
}

function Pages({ show, spaceId, next, after }: InboxPageProps) {
  const t = useMessages()
  const address = (cursor: string | null) => withQuery(inboxAddress, { show: show === 'all' ? null : show, space: spaceId, after: cursor })
  return (
    <Pager
      back={after === null ? null : { href: address(null), label: t('inbox.start') }}
      on={next === null ? null : { href: address(next), label: t('inbox.onwards') }}
    />
  )
}
