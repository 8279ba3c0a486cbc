// Reports, for moderators: what was found hurtful, covered until it is asked for, and what was seen to.
import type { Report } from '@hearth/shared/report'
import { useMessages } from '../messages.ts'
import { personAddress } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { Facts } from '../parts/facts.tsx'
import { Form, Hidden } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { rich } from '../parts/rich.tsx'
import { Time } from '../parts/time.tsx'

export type ManageReportsPageProps = { reports: Report[] }

export function ManageReportsPage({ reports }: ManageReportsPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: '/me', name: t('nav.me') }]} lead={t('reports.lead')}>
        {t('manage.reports')}
      </Heading>
      {reports.length === 0 && (
        <Empty title={t('reports.none')}>
          <p>{t('reports.none.then')}</p>
        </Empty>
      )}
      <ul class="list">
        {reports.map(report => (
          <ReportRecord key={report.id} report={report} />
        ))}
      </ul>
    </Column>
  )
}

/** The reason first; the words only for who opens them. */
function ReportRecord({ report }: { report: Report }) {
  const t = useMessages()
  const { id, reason, words, author, at, saidAt, sessionTitle, doneAt } = report
  return (
    <li id={`report-${id}`}>
      <h2 dir="auto">{reason}</h2>
      <Facts
        items={[
          doneAt ? t('reports.done') : t('reports.waits'),
          <Time key="at" at={at} />,
          rich(t('reports.by'), { name: () => <Person person={report.reporter} /> }),
          <bdi key="of">{sessionTitle}</bdi>,
        ]}
      />
      <details class="plain">
        <summary>{t('reports.show')}</summary>
        <p class="meta">
          {rich(t(author ? 'reports.said' : 'reports.saidNobody'), {
            name: () => (author ? <Person person={author} /> : null),
            time: () => <Time at={saidAt} />,
          })}
        </p>
        <blockquote class="as-typed" dir="auto">
          {words}
        </blockquote>
      </details>
      <Form id={`see-to-${id}`} action={`/manage/reports/${id}`} label={reason}>
        <Hidden name="done" value={doneAt ? 'false' : 'true'} />
        <button type="submit" class={doneAt ? 'btn plain' : 'btn second'}>
          {t(doneAt ? 'reports.undo' : 'reports.seenTo')}
        </button>
      </Form>
    </li>
  )
}

function Person({ person: { handle, displayName } }: { person: Report['reporter'] }) {
  return (
    <a href={personAddress(handle)}>
      <bdi>{displayName}</bdi>
    </a>
  )
}
