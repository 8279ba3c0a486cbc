// Rooms: the sessions to come by day, those that are over, and one's own open commitments beside them.
import type { Commitment, SessionRow } from '@hearth/shared/session'
import { dateText, type Reader, useMessages, useReader } from '../messages.ts'
import { roomAgreementAddress, roomsAddress, withQuery } from '../parts/addresses.ts'
import { Commitments } from '../parts/commitments.tsx'
import { Empty } from '../parts/empty.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns, Section } from '../parts/layout.tsx'
import { Pager } from '../parts/pager.tsx'
import { rich } from '../parts/rich.tsx'
import { SessionList } from '../parts/session-list.tsx'

export type RoomsPageProps = {
  rows: SessionRow[]
  next: string | null
  /** The cursor that this page began at, null on the first page. */
  after: string | null
  show: 'coming' | 'past'
  /** Of one space alone, or of all. */
  space: string | null
  /** The reader's own, open. */
  commitments: Commitment[]
  spaceNames: Record<string, string>
  mayPlan: boolean
  now: string
}

export function RoomsPage(props: RoomsPageProps) {
  const t = useMessages()
  return (
    <Columns aside={<RoomsAside {...props} />}>
      <Heading lead={t('sessions.lead')}>{t('sessions.title')}</Heading>
      <OfSpace {...props} />
      {props.mayPlan && (
        <p class="row way-in">
          <a class="btn" href={`${roomsAddress}/new`}>
            {t('sessions.plan')}
          </a>
        </p>
      )}
      <Views {...props} />
      {props.rows.length === 0 && <NoSessions {...props} />}
      {props.show === 'coming' ? <ByDay {...props} /> : <Past {...props} />}
      <Pages {...props} />
    </Columns>
  )
}

/** Where only one space's sessions are listed it says so, with the way to all. */
function OfSpace({ space, spaceNames }: RoomsPageProps) {
  const t = useMessages()
  if (space === null) return null
  const parts = { space: () => <bdi>{spaceNames[space] ?? ''}</bdi>, link: (words: string) => <a href={roomsAddress}>{words}</a> }
  return <p class="way-in">{rich(t('sessions.ofSpace'), parts)}</p>
}

function Views({ show, space }: RoomsPageProps) {
  const t = useMessages()
  return (
    <nav aria-label={t('sessions.show')}>
      <ul class="views">
        {(['coming', 'past'] as const).map(view => (
          <li key={view}>
            <a
              href={withQuery(roomsAddress, { show: view === 'coming' ? null : view, space })}
              aria-current={view === show ? 'page' : undefined}
            >
              {t(`sessions.show.${view}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ByDay({ rows, ...shared }: RoomsPageProps) {
  const t = useMessages()
  const reader = useReader()
  const open = rows.filter(({ stage }) => stage === 'open')
  const days = daysOf(
    rows.filter(({ stage }) => stage !== 'open'),
    reader,
  )
  return (
    <>
      {open.length > 0 && (
        <section class="day" aria-labelledby="open-now">
          <h2 id="open-now">{t('sessions.openNow')}</h2>
          <SessionList rows={open} dated={false} {...shared} />
        </section>
      )}
      {days.map(([first, ...more]) => (
        <section key={first.id} class="day" aria-labelledby={`day-${first.id}`}>
          <h2 id={`day-${first.id}`} dir="auto">
            {dateText(first.startsAt, 'weekday', reader)}
          </h2>
          <SessionList rows={[first, ...more]} dated={false} {...shared} />
        </section>
      ))}
    </>
  )
}

/** Rows that follow each other on one day of the reader's calendar. */
function daysOf(rows: SessionRow[], reader: Reader) {
  const days: [SessionRow, ...SessionRow[]][] = []
  const dayOf = (row: SessionRow) => dateText(row.startsAt, 'day', reader)
  for (const row of rows) {
    const last = days.at(-1)
    if (last && dayOf(last[0]) === dayOf(row)) last.push(row)
    else days.push([row])
  }
  return days
}

function Past({ rows, ...shared }: RoomsPageProps) {
  const t = useMessages()
  if (rows.length === 0) return null
  return (
    <>
      <h2 class="vh">{t('sessions.show.past')}</h2>
      <SessionList rows={rows} dated {...shared} />
    </>
  )
}

function NoSessions({ show, mayPlan }: RoomsPageProps) {
  const t = useMessages()
  const then = show === 'coming' && mayPlan ? 'sessions.none.coming.plan' : (`sessions.none.${show}.then` as const)
  return (
    <Empty title={t(`sessions.none.${show}`)}>
      <p>{t(then)}</p>
    </Empty>
  )
}

function Pages({ show, space, next, after }: RoomsPageProps) {
  const t = useMessages()
  const address = (cursor: string | null) => withQuery(roomsAddress, { show: show === 'coming' ? null : show, space, after: cursor })
  return (
    <Pager
      back={after === null ? null : { href: address(null), label: t(`sessions.first.${show}`) }}
      on={next === null ? null : { href: address(next), label: t(`sessions.on.${show}`) }}
    />
  )
}

function RoomsAside({ commitments }: RoomsPageProps) {
  const t = useMessages()
  return (
    <>
      <section aria-labelledby="own-commitments">
        <h2 id="own-commitments">{t('sessions.ownCommitments')}</h2>
        {commitments.length > 0 ? <Commitments items={commitments} at="rooms" /> : <p class="meta">{t('sessions.ownCommitmentsNone')}</p>}
      </section>
      <Section id="rooms-how" title={t('sessions.formatsTitle')} set="note">
        <p>{rich(t('sessions.formats'), { link: words => <a href="/formats">{words}</a> })}</p>
        <p>{rich(t('sessions.agreementLink'), { link: words => <a href={roomAgreementAddress}>{words}</a> })}</p>
      </Section>
    </>
  )
}
