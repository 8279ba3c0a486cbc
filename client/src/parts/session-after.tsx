// What stays of a session, for those who were there: what the room agreed to keep, promises, who was there, and how the plan went.
import type { Afterwards, Session } from '@hearth/shared/session'
import { useMessages } from '../messages.ts'
import { Commitments } from './commitments.tsx'
import { Fold } from './fold.tsx'
import { Section } from './layout.tsx'
import { PersonLine } from './session-plan.tsx'
import { secondsWords } from './session-words.ts'

/** By `summary` or id: what of it is folded for this reader alone. */
export type HardAfter = Record<string, readonly string[]>

export function WhatStays({ after, session, hard = {} }: { after: Afterwards; session: Session; hard?: HardAfter | undefined }) {
  const t = useMessages()
  return (
    <>
      {after.summary && (
        <Section id="after-summary" title={t('sessions.summaryTitle')}>
          <Fold hard={hard.summary ?? []} of="profile">
            <p class="wording" dir="auto">
              {after.summary}
            </p>
          </Fold>
        </Section>
      )}
      <Takeaways after={after} hard={hard} />
      <Section id="after-commitments" title={t('sessions.commitmentsTitle')}>
        {after.commitments.length > 0 ? (
          <Commitments items={after.commitments} at="session" hard={hard} />
        ) : (
          <p>{t('sessions.noCommitments')}</p>
        )}
      </Section>
      <Section id="after-attendance" title={t('sessions.attendanceTitle')}>
        <ul class="order narrow">
          {after.attendance.map(({ person, seats, minutes }) => (
            <PersonLine key={person.id} person={person}>
              {[...seats.map(seat => t(`seat.${seat}`)), t('sessions.minutes', { count: minutes })].join(', ')}
            </PersonLine>
          ))}
        </ul>
      </Section>
      <StepsTaken after={after} session={session} />
    </>
  )
}

function Takeaways({ after: { takeaways }, hard }: { after: Afterwards; hard: HardAfter }) {
  const t = useMessages()
  if (takeaways.length === 0) return null
  return (
    <Section id="after-takeaways" title={t('sessions.takeawaysTitle')}>
      <p class="meta">{t('sessions.takeawaysWhy')}</p>
      <ul class="takeaways">
        {takeaways.map(({ id, text }) => (
          <li key={id}>
            <Fold hard={hard[id] ?? []} of="profile">
              <p class="folded" dir="auto">
                {text}
              </p>
            </Fold>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function StepsTaken({ after: { steps }, session: { format } }: { after: Afterwards; session: Session }) {
  const t = useMessages()
  if (steps.length === 0) return null
  return (
    <Section id="after-steps" title={t('sessions.stepsTitle')}>
      <table class="taken" aria-labelledby="after-steps">
        <thead>
          <tr>
            <th scope="col">{t('sessions.step')}</th>
            <th scope="col">{t('sessions.planned')}</th>
            <th scope="col">{t('sessions.taken')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, at) => (
            <tr key={at}>
              <th scope="row" dir="auto">
                {step.title}
              </th>
              <td>{secondsWords(step.plannedSeconds, format.unit, t)}</td>
              <td>{secondsWords(step.takenSeconds, format.unit, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
