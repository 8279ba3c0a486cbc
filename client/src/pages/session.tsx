// One session by its stage: the plan, the door, and afterwards what stayed of it.
import type { Session } from '@hearth/shared/session'
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { roomsAddress, sessionAddress } from '../parts/addresses.ts'
import { TitleBelow, TitleInHeading } from '../parts/covered-title.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Column, Columns } from '../parts/layout.tsx'
import { type HardAfter, WhatStays } from '../parts/session-after.tsx'
import { WhoAsked } from '../parts/session-asking.tsx'
import { AgreementAtTheDoor, DoorOpens, GoBackIn, GoIn } from '../parts/session-door.tsx'
import { AfterAside } from '../parts/session-erasure.tsx'
import { PlannedIn, SessionLead } from '../parts/session-lead.tsx'
import { SessionNotices } from '../parts/session-notices.tsx'
import { SessionPlan } from '../parts/session-plan.tsx'
import { doorIsOpen, isFull } from '../parts/session-words.ts'

export type SessionPageProps = {
  session: Session
  space: Pick<Space, 'id' | 'name'> | null
  /** The server's time: what is open is seen from there. */
  now: string
  /** Whether the reader may only listen, since they may not write for now, or has a seat to listen. */
  listening: 'only' | 'seat' | null
  /** What of the reader's list the title touches; null where it stands. */
  hard: readonly string[] | null
  hardAfter?: HardAfter
  /** The form at the door. */
  form: FormState
}

export function SessionPage(props: SessionPageProps) {
  const { session, now } = props
  if (session.stage === 'called-off') {
    return (
      <Column>
        <Top {...props} />
        <SessionNotices session={session} now={now} />
      </Column>
    )
  }
  return session.stage === 'over' ? <Over {...props} /> : <Before {...props} />
}

function Top({ session, space, now, hard }: SessionPageProps) {
  const t = useMessages()
  return (
    <>
      <Heading back={[{ href: roomsAddress, name: t('sessions.title') }]} lead={<SessionLead session={session} space={space} now={now} />}>
        <TitleInHeading title={session.title} covered={hard !== null} of="hard.sessionTitle" />
      </Heading>
      <TitleBelow title={session.title} hard={hard} />
    </>
  )
}

function Before(props: SessionPageProps) {
  const { session, now } = props
  const door = session.can.enter && doorIsOpen(session, now)
  const waits = !door && !session.removed && !isFull(session) && !doorIsOpen(session, now)
  return (
    <Columns aside={<SessionPlan session={session} />}>
      <Top {...props} />
      <PlannedIn session={session} />
      <Ways session={session} />
      <SessionNotices session={session} now={now} />
      {waits && <DoorOpens startsAt={session.startsAt} now={now} />}
      {session.can.admit && session.comers === 'asking' && <WhoAsked session={session} />}
      <AgreementAtTheDoor session={session} />
      {door && (session.entered ? <GoBackIn session={session} /> : <GoIn {...props} />)}
    </Columns>
  )
}

/** Who was not there learns that it took place, and nothing else. */
function Over(props: SessionPageProps) {
  const t = useMessages()
  const { session, now } = props
  const after = session.afterwards
  if (!after) {
    return (
      <Column>
        <Top {...props} />
        <p class="under-lead">{t('sessions.overElse')}</p>
        <Ways session={session} />
      </Column>
    )
  }
  return (
    <Columns aside={<AfterAside after={after} session={session} />}>
      <Top {...props} />
      <SessionNotices session={session} now={now} />
      <WhatStays after={after} session={session} hard={props.hardAfter} />
      <Ways session={session} />
    </Columns>
  )
}

function Ways({ session: { id, can, stage, afterwards } }: { session: Session }) {
  const t = useMessages()
  // Before it begins nothing is said, and whoever was there need not break in.
  const lookIn = can.breakGlass && stage !== 'planned' && !afterwards
  if (!can.change && !lookIn) return null
  return (
    <p class="acts under-lead">
      {can.change && (
        <a class="act strong" href={`${sessionAddress(id)}/edit`}>
          {t('sessions.change')}
        </a>
      )}
      {can.change && stage === 'planned' && (
        <a class="act grave" href={`${sessionAddress(id)}/call-off`}>
          {t('sessions.callOff')}
        </a>
      )}
      {lookIn && (
        <a class="act" href={`${sessionAddress(id)}/break-glass`}>
          {t('sessions.breakGlass')}
        </a>
      )}
    </p>
  )
}
