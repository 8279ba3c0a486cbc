// Members, for coordinators: who waits to be let in, and for each member the roles, the standing and a way back in.
import type { MemberRow } from '@hearth/shared/account'
import type { ProblemJson } from '@hearth/shared/problems'
import { useMessages } from '../messages.ts'
import { withQuery } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { MemberRecord } from '../parts/member-record.tsx'
import { Pager } from '../parts/pager.tsx'
import { Secret } from '../parts/secret.tsx'
import { ProblemSummary } from '../parts/summary.tsx'

const filters = ['all', 'awaiting-approval', 'silenced', 'suspended'] as const
export type MemberFilter = (typeof filters)[number]

export type ManageMembersPageProps = {
  members: MemberRow[]
  next: string | null
  after: string | null
  filter: MemberFilter
  /** A link that was just made, to be handed over in person. */
  resetLink: { displayName: string; url: string; expiresAt: string } | null
  /** What was wrong with the last change. */
  problem: ProblemJson | null
}

export function ManageMembersPage(props: ManageMembersPageProps) {
  const t = useMessages()
  const { members, resetLink } = props
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('nav.me') }]} lead={t('members.lead')}>
        {t('manage.members')}
      </Heading>
      <ProblemSummary formId="members" state={{ values: {}, problem: props.problem }} />
      {resetLink && (
        <Secret
          level={2}
          id="reset-link"
          title={t('members.linkMade', { name: resetLink.displayName })}
          hint={t('members.linkOnce')}
          secret={resetLink.url}
        />
      )}
      <Filters filter={props.filter} />
      <h2 class="vh">{t(`members.filter.${props.filter}`)}</h2>
      {members.length > 0 ? (
        <ul class="list">
          {members.map(member => (
            <MemberRecord key={member.id} member={member} />
          ))}
        </ul>
      ) : (
        <Empty title={t('members.none')} />
      )}
      <Pages {...props} />
    </Column>
  )
}

function Filters({ filter }: { filter: MemberFilter }) {
  const t = useMessages()
  return (
    <nav aria-label={t('members.show')}>
      <ul class="views">
        {filters.map(name => (
          <li key={name}>
            <a
              href={withQuery('/manage/members', { standing: name === 'all' ? null : name })}
              aria-current={name === filter ? 'page' : undefined}
            >
              {t(`members.filter.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Pages({ filter, next, after }: ManageMembersPageProps) {
  const t = useMessages()
  const address = (cursor: string | null) => withQuery('/manage/members', { standing: filter === 'all' ? null : filter, after: cursor })
  return (
    <Pager
      back={after === null ? null : { href: address(null), label: t('pager.firstMembers') }}
      on={next === null ? null : { href: address(next), label: t('pager.moreMembers') }}
    />
  )
}
